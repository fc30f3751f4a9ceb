using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Tests;

/// <summary>Asks lab servers with plain sockets, so that the lab is not judged by the transport that it is there to judge.</summary>
internal static class LabClient
{
    internal static readonly QueryOptions NoEdns = new() { EdnsSize = 0 };

    internal static Message Ask(this LabNetwork network, string server, string name, RecordType type, QueryOptions? options = null, bool tcp = false) =>
        network.TryAsk(server, name, type, options, tcp, 5000) ?? throw new TimeoutException($"{server} does not answer {name} {type}.");

    internal static bool IsSilent(this LabNetwork network, string server, string name, RecordType type, QueryOptions? options = null, bool tcp = false) =>
        network.TryAsk(server, name, type, options, tcp, 150) is null;

    internal static byte[] Query(string name, RecordType type, QueryOptions? options = null, ushort id = 0x1234)
    {
        var buffer = new byte[QueryWriter.MaxLength];
        var length = QueryWriter.Write(buffer, id, new Question(DomainName.Parse(name), type), options ?? QueryOptions.Default);
        return buffer[..length];
    }

    internal static UdpClient OpenUdp(this LabNetwork network, string server, int timeout = 5000)
    {
        var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        udp.Client.ReceiveTimeout = timeout;
        udp.Connect(network.EndpointOf(server));
        return udp;
    }

    internal static Socket OpenTcp(this LabNetwork network, string server, int timeout = 5000)
    {
        var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = timeout };
        tcp.Connect(network.EndpointOf(server));
        return tcp;
    }

    internal static IPEndPoint EndpointOf(this LabNetwork network, string server) => network.Map.EndpointOf(IPAddress.Parse(server), 53)!;

    internal static void SendFramed(Socket tcp, params byte[][] messages) =>
        tcp.Send([.. messages.SelectMany(message => new[] { (byte)(message.Length >> 8), (byte)message.Length }.Concat(message))]);

    internal static byte[] ReceiveFramed(Socket tcp)
    {
        var length = ReceiveExactly(tcp, 2);
        return ReceiveExactly(tcp, (length[0] << 8) | length[1]);
    }

    internal static string[] Texts(this IEnumerable<ResourceRecord> records) => [.. records.Select(record => record.ToString())];

    private static Message? TryAsk(this LabNetwork network, string server, string name, RecordType type, QueryOptions? options, bool tcp, int timeout)
    {
        try
        {
            var bytes = tcp ? AskTcp() : AskUdp();
            return MessageParser.Parse(bytes, bytes.Length);
        }
        catch (SocketException problem) when (problem.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return null;
        }

        byte[] AskUdp()
        {
            using var udp = network.OpenUdp(server, timeout);
            udp.Send(Query(name, type, options));
            var buffer = new byte[65535];
            return buffer[..udp.Client.Receive(buffer)];
        }

        byte[] AskTcp()
        {
            using var socket = network.OpenTcp(server, timeout);
            SendFramed(socket, Query(name, type, options));
            return ReceiveFramed(socket);
        }
    }

    private static byte[] ReceiveExactly(Socket tcp, int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var got = tcp.Receive(bytes, at, count - at, SocketFlags.None);
            at += got > 0 ? got : throw new SocketException((int)SocketError.ConnectionReset);
        }

        return bytes;
    }
}

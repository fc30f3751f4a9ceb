using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace GlueTools.OddServers;

/// <summary>Stands at the addresses of all odd servers.</summary>
internal static class Proxy
{
    private const int Port = 53;

    internal static int Run(string planFile, string ledgerFile, bool zonesAreClients)
    {
        var plan = new Plan(planFile) { ZonesAreClients = zonesAreClients };
        var elsewhere = plan.Elsewhere.Select(address => Bound(address, SocketType.Dgram, ProtocolType.Udp)).ToDictionary(socket => socket.AddressFamily);
        foreach (var host in plan.Hosts)
        {
            _ = Datagrams(plan, host, Bound(host.Address, SocketType.Dgram, ProtocolType.Udp), elsewhere[host.Address.AddressFamily]);
            var listener = Bound(host.Address, SocketType.Stream, ProtocolType.Tcp);
            listener.Listen(512);
            _ = Connections(plan, host, listener);
        }

        Console.WriteLine("ready");
        using var end = new ManualResetEventSlim();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            end.Set();
        });
        end.Wait();
        Ledger.Write(ledgerFile);
        return 0;
    }

    private static Socket Bound(IPAddress address, SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(address.AddressFamily, type, protocol);
        if (type == SocketType.Dgram)
        {
            socket.ReceiveBufferSize = 1 << 20;
        }

        socket.Bind(new IPEndPoint(address, Port));
        return socket;
    }

    private static async Task Datagrams(Plan plan, OddHost host, Socket socket, Socket elsewhere)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(host.Address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
            var client = (IPEndPoint)received.RemoteEndPoint;
            host.Take(new Question(buffer[..received.ReceivedBytes], isTcp: false, client.Address, plan, host), (reply, answer) =>
            {
                for (var i = reply.IsTwice ? 2 : 1; i > 0 && answer is not null; i--)
                {
                    (reply.IsFromElsewhere ? elsewhere : socket).SendTo(answer, client);
                }
            });
        }
    }

    private static async Task Connections(Plan plan, OddHost host, Socket listener)
    {
        while (true)
        {
            _ = Converse(plan, host, await listener.AcceptAsync());
        }
    }

    /// <summary>The messages of one connection, until the client closes it or the answer is to.</summary>
    private static async Task Converse(Plan plan, OddHost host, Socket socket)
    {
        using var connection = socket;
        try
        {
            var client = ((IPEndPoint)connection.RemoteEndPoint!).Address;
            while (await Exactly(connection, 2) is { } length && await Exactly(connection, (length[0] << 8) | length[1]) is { } message)
            {
                host.Take(new Question(message, isTcp: true, client, plan, host), (reply, answer) => Send(connection, reply, answer));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The client has gone, or was told to.
        }
    }

    private static void Send(Socket connection, Reply reply, byte[]? answer)
    {
        try
        {
            if (answer is not null)
            {
                connection.Send((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer]);
            }

            if (answer is null || reply.ClosesAfter)
            {
                connection.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The client has not waited.
        }
    }

    private static async Task<byte[]?> Exactly(Socket connection, int count)
    {
        var bytes = new byte[count];
        for (int read = 0, got; read < count; read += got)
        {
            got = await connection.ReceiveAsync(bytes.AsMemory(read));
            if (got == 0)
            {
                return null;
            }
        }

        return bytes;
    }
}

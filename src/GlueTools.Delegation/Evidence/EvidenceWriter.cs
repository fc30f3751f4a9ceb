using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GlueTools.Delegation.Views;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Names;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// Writes a view as one text: a version, then the packed facts with the wire bytes of every answer. What is read back is judged to the same findings.
/// </summary>
public static class EvidenceWriter
{
    /// <summary>What every saved text begins with: the format's name and version.</summary>
    public const string Prefix = "GLUE2:";

    /// <summary>Stands before what was not looked at.</summary>
    internal const byte LimitsFollow = 1;

    /// <summary>The view as text without blanks or line ends.</summary>
    /// <exception cref="EvidenceFormatException">It is more than <see cref="EvidenceReader"/> takes; the message says so.</exception>
    /// <exception cref="InvalidOperationException">The view was collected without <see cref="AuditOptions.KeepEvidence"/>.</exception>
    public static string Write(DelegationView view)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            using var unfolded = new MemoryStream();
            using var writer = new BinaryWriter(unfolded, Encoding.UTF8);
            WriteView(writer, view);
            writer.Flush();
            if (unfolded.Length > EvidenceReader.MaxUnfolded)
            {
                throw EvidenceReader.TooLarge("is more than {0} octets", EvidenceReader.MaxUnfolded);
            }

            unfolded.WriteTo(deflate);
        }

        var text = Prefix + Convert.ToBase64String(packed.ToArray());
        return text.Length <= EvidenceReader.MaxTextLength ? text : throw EvidenceReader.TooLarge("is longer than {0} characters", EvidenceReader.MaxTextLength);
    }

    private static void WriteView(BinaryWriter writer, DelegationView view)
    {
        Write(writer, view.DomainName);
        var conditions = view.Conditions;
        writer.Write((byte)conditions.Depth);
        writer.Write(conditions.IsPrivateAudit);
        writer.Write(conditions.TcpOnly);
        writer.Write(conditions.IPv4Tested);
        writer.Write(conditions.IPv6Tested);
        writer.Write(conditions.FromGivenServers);
        writer.Write(view.Problem ?? string.Empty);
        writer.Write(view.Questions);
        writer.Write(view.DurationUs);
        writer.Write(view.Parent is not null);
        if (view.Parent is { } parent)
        {
            WriteParent(writer, parent);
        }

        writer.Write(view.Child is not null);
        if (view.Child is { } child)
        {
            WriteChild(writer, child);
        }

        // Last, and only where there is something: what was saved before limits were noted is read as it was.
        if (view.Limits.Count > 0)
        {
            writer.Write(LimitsFollow);
            writer.Write(view.Limits.Count);
            foreach (var limit in view.Limits)
            {
                writer.Write(limit);
            }
        }
    }

    private static void WriteParent(BinaryWriter writer, ParentSide parent)
    {
        Write(writer, parent.Zone);
        writer.Write(parent.IsSample);
        writer.Write(parent.IsProposed);
        writer.Write(parent.Servers.Count);
        foreach (var server in parent.Servers)
        {
            Write(writer, server.Server.Name);
            Write(writer, server.Server.Address);
            writer.Write((byte)server.NotAsked);
            Write(writer, server.Exchange);
            Write(writer, server.Udp);
            Write(writer, server.Small);
            Write(writer, server.Soa);
        }
    }

    private static void WriteChild(BinaryWriter writer, ChildSide child)
    {
        writer.Write(child.Servers.Count);
        foreach (var server in child.Servers)
        {
            Write(writer, server.Address);
            Write(writer, server.Names);
            writer.Write((byte)server.NotAsked);
            writer.Write(server.IsGiven);
            foreach (var exchange in server.Fixed)
            {
                Write(writer, exchange);
            }

            writer.Write(server.AddressExchanges.Count);
            foreach (var exchange in server.AddressExchanges)
            {
                Write(writer, exchange);
            }
        }

        writer.Write(child.Resolutions.Count);
        foreach (var resolution in child.Resolutions)
        {
            Write(writer, resolution);
        }
    }

    private static void Write(BinaryWriter writer, NameServerAddresses found)
    {
        Write(writer, found.Name);
        writer.Write((byte)found.Status);
        writer.Write(found.Addresses.Count);
        foreach (var address in found.Addresses)
        {
            Write(writer, address);
        }

        Write(writer, found.Zone);
        writer.Write(found.SaidBy ?? string.Empty);
        Write(writer, found.UnregisteredDomain);
        writer.Write(found.Circle ?? string.Empty);
        Write(writer, new OrderedSet<DomainName>(found.ZonesNeeded));
        writer.Write(found.Unanswered.Count);
        foreach (var family in found.Unanswered)
        {
            writer.Write(family == AddressFamily.InterNetworkV6);
        }
    }

    private static void Write(BinaryWriter writer, Exchange? exchange)
    {
        writer.Write(exchange is not null);
        if (exchange is null)
        {
            return;
        }

        Write(writer, exchange.Server);
        Write(writer, exchange.Question.Name);
        writer.Write((ushort)exchange.Question.Type);
        writer.Write(exchange.Query.EdnsSize);
        writer.Write(exchange.Query.DnssecOk);
        writer.Write(exchange.Query.RecursionDesired);
        writer.Write((byte)exchange.Outcome);
        writer.Write((byte)exchange.Protocol);
        writer.Write(exchange.RoundTripUs);
        writer.Write(exchange.UdpAttempts);
        writer.Write(exchange.TcpTried);
        writer.Write((byte)exchange.TcpOutcome);
        writer.Write(exchange.UdpAnswered);
        writer.Write(exchange.OtherSource is not null);
        if (exchange.OtherSource is { } other)
        {
            Write(writer, other.Address);
            writer.Write(other.Port);
        }

        writer.Write(exchange.IgnoredDatagrams);
        writer.Write(exchange.Problem ?? string.Empty);
        writer.Write(exchange.StartedUtc.Ticks);
        Write(writer, exchange.Message is null ? null : exchange.ToRestoredAnswer() ?? throw new InvalidOperationException("The evidence was not kept."));
        Write(writer, exchange.TruncatedMessage is null ? null : exchange.ToRestoredTruncated() ?? throw new InvalidOperationException("The evidence was not kept."));
    }

    private static void Write(BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes?.Length ?? -1);
        if (bytes is not null)
        {
            writer.Write(bytes);
        }
    }

    private static void Write(BinaryWriter writer, IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        writer.Write((byte)bytes.Length);
        writer.Write(bytes);
    }

    private static void Write(BinaryWriter writer, DomainName name) => writer.Write(name.Text);

    private static void Write(BinaryWriter writer, DomainName? name) => writer.Write(name?.Text ?? string.Empty);

    private static void Write(BinaryWriter writer, IReadOnlyCollection<DomainName> names)
    {
        writer.Write(names.Count);
        foreach (var name in names)
        {
            Write(writer, name);
        }
    }
}

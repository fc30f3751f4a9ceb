using System;
using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>Referrals carry all in-domain glue, or say that they do not (RFC 9471).</summary>
internal sealed class ReferralIsComplete : ICheck
{
    internal static readonly FindingKind ReferralIncompleteWithoutTc = new(
        nameof(ReferralIsComplete), nameof(ReferralIncompleteWithoutTc), Severity.Error, "RFC 9471, section 3.1", "In-domain glue is missing from a UDP referral without TC, though the server has it over TCP. At 512 octets, asked only at Depth Full, this is Info.");

    internal static readonly FindingKind ReferralTcpFails = new(
        nameof(ReferralIsComplete), nameof(ReferralTcpFails), Severity.Error, "RFC 7766, section 5; RFC 9210, section 3", "A referral is truncated over UDP, and TCP fails.");

    internal static readonly FindingKind ReferralOver512 = new(
        nameof(ReferralIsComplete), nameof(ReferralOver512), Severity.Notice, "RFC 1035, section 4.2.1", "A parent server's referral for this name, with its NS set and all in-domain glue and without OPT, does not fit 512 octets.");

    private const int SmallestUdpSize = 512;

    public IReadOnlyList<FindingKind> Kinds { get; } = [ReferralIncompleteWithoutTc, ReferralTcpFails, ReferralOver512];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } parent)
        {
            yield break;
        }

        foreach (var server in parent.Referring)
        {
            if (server.Exchange is { Message.IsTruncated: true, TcpTried: true } truncated)
            {
                yield return Finding(
                    ReferralTcpFails, Severity.Error, view, server, ServerSetting.AnswerOverTcp, $"{server.Server} truncates its referral to {view.DomainName} over UDP and does not answer over TCP ({Wording.Failure(truncated.TcpOutcome)}).");
            }
            else if (server.Udp?.Message is { } udp && Lacking(view, udp, server.Exchange!.Message!) is { Count: > 0 } lacking)
            {
                var isSmall = server.Udp.Query.EdnsSize <= SmallestUdpSize;
                yield return Incomplete(view, server, lacking, isSmall ? Severity.Info : Severity.Error, isSmall ? SmallestUdpSize : server.Udp.Query.EdnsSize);
            }
            else if (server.Small?.Message is { IsTruncated: false } small && Lacking(view, small, server.Exchange!.Message!) is { Count: > 0 } missing)
            {
                yield return Incomplete(view, server, missing, Severity.Info, SmallestUdpSize);
            }
        }

        if (TooWide(view, parent) is { } wide)
        {
            yield return wide;
        }
    }

    private static Finding Incomplete(DelegationView view, ParentServer server, List<DomainName> lacking, Severity severity, int size) => Finding(
        ReferralIncompleteWithoutTc, severity, view, server, ServerSetting.ReferCompletely,
        $"{server.Server} leaves the glue of {lacking} out of its UDP referral to {view.DomainName} at {size} octets and does not set TC, though it has the glue over TCP.");

    private static Finding Finding(FindingKind kind, Severity severity, DelegationView view, ParentServer server, ServerSetting setting, FormattableString statement)
    {
        var witnesses = Wording.OfParent([server.Server]);
        return new Finding(
            kind, view.DomainName, server.Server.Name is { } name ? [name] : [], [server.Server.Address], witnesses, statement, Advice.Of(Changes.ParentServer(view, witnesses, setting))).As(severity);
    }

    /// <summary>In-domain name servers that have glue in the whole referral and less of it in the short one.</summary>
    private static List<DomainName> Lacking(DelegationView view, Message shorter, Message whole)
    {
        Referral less = Referral.To(view.DomainName, shorter), all = Referral.To(view.DomainName, whole);
        var names = new List<DomainName>();
        foreach (var name in all.NameServers)
        {
            if (view.RelationOf(name) == NameServerRelation.InDomain && ReferralSignature.Glue(less, name) != ReferralSignature.Glue(all, name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>Each server sends a referral of its own: where they differ, nobody sends all of it together.</summary>
    private static Finding? TooWide(DelegationView view, ParentSide parent)
    {
        var wide = new List<ServerAddress>();
        int count = 0, largest = 0, smallest = int.MaxValue, size = 0;
        Referral? last = null;
        foreach (var statement in parent.Statements)
        {
            // Most servers' referrals are one and the same.
            if (!ReferenceEquals(statement.Delegation, last))
            {
                last = statement.Delegation;
                size = AtMost(view, last) > SmallestUdpSize ? SizeOf(view, last) : 0;
            }

            if (size > SmallestUdpSize)
            {
                count++;
                wide.AddRange(statement.Source.Server is { } server ? [server] : System.Array.Empty<ServerAddress>());
                largest = System.Math.Max(largest, size);
                smallest = System.Math.Min(smallest, size);
            }
        }

        if (count == 0)
        {
            return null;
        }

        var isAll = count == parent.Statements.Count;
        return ReferralOver512.Finding(
            view,
            [],
            Wording.OfParent(isAll ? [] : wide),
            $"The referral to {view.DomainName}{(isAll ? string.Empty : " of " + Wording.ParentServers(view, wide))} with all in-domain glue takes {(smallest == largest ? string.Empty : "up to ")}{largest} octets, more than the 512 that fit without EDNS, so some resolvers need TCP to find it.",
            Advice.None($"Use fewer or shorter name server names, or fewer addresses, if clients without EDNS matter to you."));
    }

    /// <summary>At most so many octets, told without writing the message: no name compressed but for owners that are the question's.</summary>
    private static int AtMost(DelegationView view, Referral referral)
    {
        const int Header = 12, Pointer = 2, TypeAndClass = 4, RecordHead = 10;
        var size = Header + view.DomainName.WireLength + TypeAndClass;
        foreach (var name in referral.NameServers)
        {
            size += Pointer + RecordHead + name.WireLength;
        }

        foreach (var glue in referral.Glue)
        {
            size += glue.Name.WireLength + RecordHead + (glue.Address.AddressFamily == AddressFamily.InterNetworkV6 ? 16 : 4);
        }

        return size;
    }

    private static int SizeOf(DelegationView view, Referral referral)
    {
        var writer = new MessageWriter(0, 0, new Question(view.DomainName, RecordType.NS));
        var records = new List<ResourceRecord>();
        var names = new OrderedSet<DomainName>(referral.NameServers);
        foreach (var name in names)
        {
            records.Add(new ResourceRecord(view.DomainName, RecordType.NS, 0, new NsData(name)));
        }

        writer.TryAdd(MessageWriter.Section.Authority, records, int.MaxValue);
        records.Clear();
        foreach (var name in names)
        {
            if (view.RelationOf(name) != NameServerRelation.InDomain)
            {
                continue;
            }

            var addresses = AddressOrder.Set();
            foreach (var glue in referral.Glue)
            {
                if (glue.Name == name && addresses.Add(glue.Address))
                {
                    records.Add(new ResourceRecord(name, glue.Address.AddressFamily == AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A, 0, new AddressData(glue.Address)));
                }
            }
        }

        writer.TryAdd(MessageWriter.Section.Additional, records, int.MaxValue);
        return writer.Length;
    }
}

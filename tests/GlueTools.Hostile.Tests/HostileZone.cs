using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Serving;

namespace GlueTools.Hostile.Tests;

/// <summary>A zone that its servers serve well, with no name in it but theirs and every other one empty; with as many octets beside each answer as is wanted.</summary>
internal sealed class HostileZone(string zone, params string[] addresses)
{
    private const ushort EdnsSize = 1232;

    /// <summary>As in the zones of the lab.</summary>
    private const uint Life = 3600;

    private const RecordType Unassigned = (RecordType)65_280;

    private readonly DomainName _zone = DomainName.Parse(zone);

    /// <summary>Octets that each answer has too many: then it comes over TCP.</summary>
    internal int Padding { get; init; }

    /// <summary>Name servers that the zone names in itself, in place of those of its parent.</summary>
    internal int Names { get; init; }

    /// <summary>Addresses that each of these has.</summary>
    internal int AddressesOfEach { get; init; }

    /// <summary>Whether anybody answers there.</summary>
    internal bool AreSilent { get; init; }

    /// <summary>Whether each has addresses of its own; else all have the same.</summary>
    internal bool HaveTheirOwn { get; init; }

    private Dictionary<DomainName, IPAddress> Servers { get; } = addresses.Select((address, i) => (Name: DomainName.Parse("ns" + (i + 1) + "." + zone), address))
        .ToDictionary(server => server.Name, server => IPAddress.Parse(server.address));

    /// <summary>The lines of its parent.</summary>
    internal static string Delegation(string label, params string[] addresses) =>
        string.Concat(addresses.Select((address, i) => $"  {label} NS ns{i + 1}.{label}\n  ns{i + 1}.{label} A {address}\n"));

    internal LabReply? Answer(Message query, bool overTcp)
    {
        if (query.Question is not { } question)
        {
            return null;
        }

        var answer = new ZoneAnswer { IsAuthoritative = true };
        if (Names > 0 && question.Name == _zone && question.Type == RecordType.NS)
        {
            answer.Answer.AddRange(Enumerable.Range(1, Names).Select(i => new ResourceRecord(_zone, RecordType.NS, Life, new NsData(NameOf(i)))));
        }
        else if (question.Type == RecordType.A && NumberOf(question.Name) is var number and > 0)
        {
            answer.Answer.AddRange(Enumerable.Range(1, AddressesOfEach).Select(i =>
                new ResourceRecord(question.Name, RecordType.A, Life, new AddressData(IPAddress.Parse($"{(AreSilent ? 46 : 66)}.{i}.200.{(HaveTheirOwn ? number : 1)}")))));
        }
        else if (question.Name == _zone && question.Type == RecordType.NS)
        {
            answer.Answer.AddRange(Servers.Keys.Select(name => new ResourceRecord(_zone, RecordType.NS, Life, new NsData(name))));
        }
        else if (question.Type == RecordType.A && Servers.TryGetValue(question.Name, out var address))
        {
            answer.Answer.Add(new ResourceRecord(question.Name, RecordType.A, Life, new AddressData(address)));
        }
        else
        {
            var soa = new ResourceRecord(_zone, RecordType.SOA, Life, new SoaData(Servers.Keys.First(), _zone, 1, 7200, 3600, 1209600, 300));
            (question.Name == _zone && question.Type == RecordType.SOA ? answer.Answer : answer.Authority).Add(soa);
        }

        if (Padding > 0 && overTcp)
        {
            answer.Additional.Add([new ResourceRecord(_zone, Unassigned, Life, new UnknownData(new byte[Padding]))]);
        }

        return new LabReply(ResponseWriter.Write(query, answer, new ResponseShape { EdnsSize = query.Edns is null ? (ushort)0 : EdnsSize, Limit = overTcp ? ushort.MaxValue : EdnsSize, Truncated = Padding > 0 && !overTcp }));
    }

    private DomainName NameOf(int number) => DomainName.Parse("n" + number + "." + zone);

    /// <summary>Which of its many names this is; 0 for none.</summary>
    private int NumberOf(DomainName name) => name.Text is ['n' or 'N', .. var rest] && int.TryParse(rest.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Names && NameOf(number) == name ? number : 0;
}

using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Serving;

namespace GlueTools.Hostile.Tests;

/// <summary>Zones whose server answers every question with a referral to the very name that was asked for, with name servers never named before, which lie in these zones again (NXNSAttack).</summary>
internal sealed class ReferralStorm(int zones, int fan, ReferralStorm.Course course)
{
    private const uint Life = 3600;

    private const int WebNames = 4000;

    private static readonly Regex Place = new(@"(?:^|\.)(?:r(?<level>\d+)x\d+\.)?z(?<zone>\d+)\.test\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly int[] _next = new int[zones];

    private int _names;

    /// <summary>Milliseconds until an answer.</summary>
    internal int Delay { get; init; }

    /// <summary>In which zone the name servers of a referral lie.</summary>
    internal enum Course
    {
        /// <summary>In one after the other of all of them.</summary>
        Spread,

        /// <summary>All in the zone that follows that of the name asked for, and the last is followed by the first.</summary>
        Circle,

        /// <summary>As <see cref="Spread"/>, and the third referral below one another names servers that can be found nowhere.</summary>
        ThreeDeep,

        /// <summary>Not new: of a few thousand names, the same for a name in every run, so that searches meet.</summary>
        Web,
    }

    /// <summary>The storm's zones, with their address.</summary>
    internal static string Text(int zones) =>
        "in test.\n" + string.Concat(Enumerable.Range(0, zones).Select(i => $"  z{i} NS ns.z{i}\n  ns.z{i} A 66.7.{i}.1\n"));

    /// <summary>A domain of which so many name servers lie in the storm, and one is well.</summary>
    internal static string Domain(string label, int servers, int zones)
    {
        var names = Enumerable.Range(0, servers).Select(i => $"{label}{i}.z{i % zones}.test.").Append("ns1.hosting.test.").ToList();
        return "in example.\n" + string.Concat(names.Select(name => $"  {label} NS {name}\n")) + $"zone {label}.example. at 46.10.1.1 2a10:10:1::1\n" + string.Concat(names.Select(name => $"  @ NS {name}\n"));
    }

    internal LabReply? Answer(Message query, bool overTcp)
    {
        if (query.Question is not { } question)
        {
            return null;
        }

        var place = Place.Match(question.Name.Text);
        var at = place.Success ? int.Parse(place.Groups["zone"].Value, CultureInfo.InvariantCulture) : 0;
        var level = place.Groups["level"].Success ? int.Parse(place.Groups["level"].Value, CultureInfo.InvariantCulture) : 0;
        var answer = new ZoneAnswer();
        for (var i = 0; i < fan; i++)
        {
            var zone = course == Course.Circle ? (at + 1) % zones : _next[at]++ % zones;
            var name = course == Course.Web ? $"r0x{(Hash(question.Name.Text) + i) % WebNames}.z{(Hash(question.Name.Text) + (7 * i)) % zones}.test"
                : course == Course.ThreeDeep && level == 3 ? $"n{_names++}.nowhere.test" : $"r{level + 1}x{_names++}.z{zone}.test";
            answer.Authority.Add(new ResourceRecord(question.Name, RecordType.NS, Life, new NsData(DomainName.Parse(name))));
        }

        return new LabReply(ResponseWriter.Write(query, answer, new ResponseShape { EdnsSize = query.Edns is null ? (ushort)0 : (ushort)1232 })) { Delay = Delay };
    }

    private static int Hash(string name) => name.ToLowerInvariant().Aggregate(17, (hash, one) => ((hash * 31) + one) % 99_991);
}

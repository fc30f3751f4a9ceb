using System;
using System.Linq;
using GlueTools.Console.Lists;
using GlueTools.Console.Options;
using GlueTools.Console.Running;
using GlueTools.Delegation.Checks;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Reports.Policies;

namespace GlueTools.Fuzz;

/// <summary>Files that a user gives: policies, address maps, lists of names, scenarios.</summary>
internal static class FileTargets
{
    internal static Target Policies(int seed) => new TextTarget(
        "policies",
        seed,
        ["""{"minimumSeverity":"Notice","severities":{"GlueStale":"Warning"},"include":["GlueMissing"],"exclude":["DsMissing","GlueMatchesChild"]}""", "{ // ours\n \"exclude\": [\"GlueStale\",], }"],
        ["{", "}", "[", "]", ":", ",", "null", "true", "1e999", "\\u0000", "\\ud800", "\"\\udc00\"", "minimumSeverity", "\"severities\":{\"GlueStale\":\"Info\"}", new string('[', 100), "//", "/*"],
        text => DnsTargets.RefusesText<FormatException>(() =>
        {
            var wrong = 0;
            var policy = PolicyReader.ReadJson(text, mistake =>
            {
                wrong++;
                Target.ExpectSafe(mistake.Sentence);
            });
            if (wrong == 0)
            {
                policy.Apply([]);
            }
        }));

    internal static Target AddressMaps(int seed) => new TextTarget(
        "address maps",
        seed,
        ["# where they are\n192.0.2.1 127.0.0.1:5300\n2001:db8::1 [::1]:53\n198.51.100.1 unreachable\n* 127.0.0.1:5353\n"],
        ["*", "unreachable", ":0", ":65536", "[", "]", "%1", "192.0.2.1 127.0.0.1:53\n", "::ffff:192.0.2.1"],
        text => DnsTargets.RefusesText<FormatException>(() => AddressMapFile.Read(Target.File(text))));

    internal static Target NameLists(int seed) => new TextTarget(
        "lists of names",
        seed,
        ["example.com\n# comment\n  www.example.net. # another\r\n\r\nxn--mnchen-3ya.example\r" + new string('a', 4096) + "\n", string.Join("\n", Corpus.Names)],
        ["#", " #", "*", "https://example.com/x", "a@example.com", "192.0.2.1", "[::1]", new string('a', 5000), "xn--", "\u3002"],
        text =>
        {
            var names = 0;
            foreach (var line in NameList.Read(Target.File(text)))
            {
                names += DomainNameInput.TryRead(line, out _, out _, out var sentence) ? 1 : 0;
                Target.ExpectSafe(sentence);
            }

            return names > 0;
        });

    internal static Target Scenarios(int seed) => new TextTarget(
        "scenarios",
        seed,
        [Small, Small + Small.Replace("child", "other", StringComparison.Ordinal), .. LabSamples.Names.Where(name => name != "sample").Select(LabSamples.ReadText)],
        ["base\n", "zone ", "in ", " at ", "serial 9", "server 45.10.1.1 ", "mute AAAA", "slip 2", "audit x.\n", "expect ", "path intercept\n", "# Title: \u001b[2J\n", "child.example.", "45.10.1.1", "2a10:10:1::1", "\n  ", "\n  @ NS ns1\n"],
        text => DnsTargets.RefusesText<FormatException>(() =>
        {
            var scenario = LabScenario.Parse(text);
            Target.ExpectSafe(scenario.Title + string.Concat(scenario.Audits.SelectMany(audit => audit.Options)) + string.Concat(scenario.Audits.SelectMany(audit => audit.Expectations)));
        }));

    private const string Small = """
        # Title: One child
        zone . at 198.41.0.4
          @ NS a.root-servers.net.
          a.root-servers.net. A 198.41.0.4
        zone child.example. at 45.10.1.1 2a10:10:1::1 serial 7
          @    NS  ns1            # a comment
          ns1  A   45.10.1.1      ; another
               AAAA 2a10:10:1::1
            60 TXT "a # b"
        in child.example. at 45.10.1.1 serial 8
          ns2 A 45.10.1.2
        server 45.10.1.1 notcp refuse child.example. slow 20
        server 45.10.9.9 mute AAAA slip 2 example.
        path no-ipv6
        audit child.example. depth core
        expect GlueStale ns1.child.example. 45.10.1.1;2a10:10:1::1

        """;
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GlueTools.Hostile.Tests;

/// <summary>Domains that have nothing to do with the hostile ones, and what is to be found about each.</summary>
internal static class Innocents
{
    /// <summary>As many as every hostile domain has beside it.</summary>
    internal const int Count = 300;

    private const int Kinds = 5;

    /// <summary>Zones that serve <paramref name="count"/> domains in turn: well; with one name server; with old glue; served by somebody else's name servers; with one server that refuses.</summary>
    internal static string Text(int count = Count)
    {
        var text = new StringBuilder("base\n\nin test.\n" + Records("hosting", ".hosting", "46.10.2.1")
            + "zone hosting.test. at 46.10.1.1 2a10:10:1::1 46.10.2.1 2a10:10:2::1\n" + Records("@", string.Empty, "46.10.2.1") + "zone nothing.test. at 46.10.4.1\n  @ NS ns1\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(Zone(i));
        }

        return text.ToString();
    }

    internal static IEnumerable<string> Names(int count = Count) => Enumerable.Range(0, count).Select(Name);

    internal static string Name(int number) => "d" + number + ".example";

    /// <summary>What is to be found about one of them: nothing more, and nothing less.</summary>
    internal static string[] Expected(int number) => (number % Kinds) switch
    {
        1 => ["TooFewNameServers"],
        2 => ["GlueStale ns2." + Name(number) + " 46.10.2.1"],
        4 => ["ServerRefuses ns2." + Name(number) + " 46.10.4.1"],
        _ => [],
    };

    private static string Zone(int i)
    {
        const string Both = " at 46.10.1.1 2a10:10:1::1 46.10.2.1 2a10:10:2::1";
        var name = "d" + i;
        return (i % Kinds) switch
        {
            0 => "in example.\n" + Records(name, "." + name, "46.10.2.1") + "zone " + name + ".example." + Both + "\n" + Records("@", string.Empty, "46.10.2.1"),
            1 => "in example.\n" + First(name, "." + name) + "zone " + name + ".example." + Both + "\n" + First("@", string.Empty),
            2 => "in example.\n" + Records(name, "." + name, "46.10.2.1") + "zone " + name + ".example." + Both + " 46.10.3.1\n" + Records("@", string.Empty, "46.10.3.1"),
            3 => "in example.\n  " + name + " NS ns1.hosting.test.\n  " + name + " NS ns2.hosting.test.\nzone " + name + ".example." + Both + "\n  @ NS ns1.hosting.test.\n  @ NS ns2.hosting.test.\n",
            _ => "in example.\n" + Records(name, "." + name, "46.10.4.1") + "zone " + name + ".example. at 46.10.1.1 2a10:10:1::1 2a10:10:2::1\n" + Records("@", string.Empty, "46.10.4.1"),
        };
    }

    private static string First(string owner, string below) => $"  {owner} NS ns1{below}\n  ns1{below} A 46.10.1.1\n  ns1{below} AAAA 2a10:10:1::1\n";

    private static string Records(string owner, string below, string second) =>
        First(owner, below) + $"  {owner} NS ns2{below}\n  ns2{below} A {second}\n  ns2{below} AAAA 2a10:10:2::1\n";
}

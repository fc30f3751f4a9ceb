using System.Collections.Generic;
using System.Linq;
using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Plans.Tests.Model;

/// <summary>A world as a scenario of the lab: what an audit sees of it is what the model has.</summary>
internal sealed class WorldText(BrokenWorld broken, World world)
{
    private const string ElsewhereServer = "45.0.2.1", NetServer = "45.0.0.21";

    private readonly StringBuilder _text = new();

    internal static string Of(BrokenWorld broken, World world) => new WorldText(broken, world).Write();

    private string Write()
    {
        Line("# Title: " + string.Join(' ', broken.Faults.Prepend("faults")));
        Line("zone . at 45.0.0.9");
        Line("  @ NS root.");
        Line("  root. A 45.0.0.9");
        WriteHosts("test.");
        Line("  net. NS a.nic.net.");
        Line("  a.nic.net. A " + NetServer);
        Line("zone net. at " + NetServer);
        Line("  @ NS a.nic.net.");
        Line("  a.nic.net. A " + NetServer);
        WriteElsewhere("p.net.", "  ");
        for (var i = 0; i < world.Parents.Length; i++)
        {
            WriteParent(i);
        }

        WriteZone("p.net.");
        WriteZone("s.test.");
        WriteCopies();
        for (var i = 0; i < world.AddressCount; i++)
        {
            // An address without a line that serves no zone never answers.
            if (world.Servers[i] is null && broken.Dead[i] != "silent")
            {
                Line($"server {world.AddressAt(i)} {broken.Dead[i]}");
            }
        }

        WriteKeys();
        Line("audit d.test.");
        return _text.ToString();
    }

    private void WriteHosts(string owner)
    {
        for (var i = 0; i < world.Parents.Length; i++)
        {
            Line($"  {owner} NS p{i}.nic.test.");
            Line($"  p{i}.nic.test. A {ParentAt(i)}");
        }
    }

    private void WriteElsewhere(string zone, string margin)
    {
        Line($"{margin}{zone} NS ns.{zone}");
        Line($"{margin}ns.{zone} A {ElsewhereServer}");
    }

    private void WriteParent(int index)
    {
        var copy = world.Parents[index];
        Line($"zone test. at {ParentAt(index)} serial {copy.Serial}");
        WriteHosts("@");
        WriteElsewhere("s.test.", "  ");
        foreach (var name in Names(copy.Names))
        {
            Line($"  d {copy.NamesTtl / World.Ticks} NS {world.NameAt(name)}.");
        }

        for (var name = 0; name < world.NameCount; name++)
        {
            WriteAddresses(name, copy.Addresses[name], copy.Ttls[name]);
        }
    }

    private void WriteZone(string zone)
    {
        Line($"zone {zone} at {ElsewhereServer}");
        WriteElsewhere(zone, "  ");
        for (var name = 0; name < world.NameCount; name++)
        {
            if (world.NameAt(name).IsAtOrBelow(DomainName.Parse(zone)))
            {
                WriteAddresses(name, world.Elsewhere[name], world.Master.Ttls[name]);
            }
        }
    }

    private void WriteCopies()
    {
        foreach (var served in ByCopy())
        {
            var copy = served.Key;
            Line($"zone d.test. at {string.Join(' ', served.Select(world.AddressAt))} serial {copy.Serial}");
            foreach (var name in Names(copy.Names))
            {
                Line($"  @ {copy.NamesTtl / World.Ticks} NS {world.NameAt(name)}.");
            }

            foreach (var name in Names(world.Own))
            {
                WriteAddresses(name, copy.Addresses[name], copy.Ttls[name]);
            }
        }
    }

    private void WriteKeys()
    {
        for (var i = 0; i < world.AddressCount; i++)
        {
            foreach (var key in world.Servers[i] is null ? [] : Names(world.Keys[i]))
            {
                Line($"key d.test. at {world.AddressAt(i)} key{key + 1}");
                Line($"sign d.test. at {world.AddressAt(i)} key{key + 1}");
            }
        }

        Line("key test. key3");
        for (var i = 0; i < world.Parents.Length; i++)
        {
            foreach (var key in Names(world.Parents[i].Ds))
            {
                Line($"ds d.test. at {ParentAt(i)} key{key + 1}");
            }
        }

        Line("sign test. key3");
    }

    private IEnumerable<IGrouping<Copy, int>> ByCopy() => Enumerable.Range(0, world.AddressCount).Where(address => world.Servers[address] is not null).GroupBy(address => world.Servers[address]!);

    private void WriteAddresses(int name, uint addresses, uint ttl)
    {
        foreach (var address in Names(addresses))
        {
            var text = world.AddressAt(address).ToString();
            Line($"  {world.NameAt(name)}. {ttl / World.Ticks} {(text.Contains(':') ? "AAAA" : "A")} {text}");
        }
    }

    private static string ParentAt(int index) => "45.0.0." + (1 + index);

    private static IEnumerable<int> Names(uint mask) => Enumerable.Range(0, 32).Where(bit => (mask & 1u << bit) != 0);

    private void Line(string line) => _text.Append(line).Append('\n');
}

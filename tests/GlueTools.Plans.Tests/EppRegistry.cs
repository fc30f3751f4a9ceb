using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace GlueTools.Plans.Tests;

/// <summary>
/// A registry that takes EPP frames and holds the rules of RFC 5730 to 5732 and 5910 about them: order of elements, addresses with a family, hosts that exist
/// before a domain names them, and one model of hosts. It keeps what they leave behind.
/// </summary>
internal sealed class EppRegistry(bool isHostAttribute, string domain)
{
    private static readonly XNamespace Epp = "urn:ietf:params:xml:ns:epp-1.0", Domain = "urn:ietf:params:xml:ns:domain-1.0", Host = "urn:ietf:params:xml:ns:host-1.0", SecDns = "urn:ietf:params:xml:ns:secDNS-1.1", TtlSpace = "urn:ietf:params:xml:ns:epp:ttl-1.0";

    /// <summary>The domain's name servers, with the addresses that a host attribute has.</summary>
    internal SortedDictionary<string, SortedSet<string>> NameServers { get; } = new(StringComparer.Ordinal);

    /// <summary>Host objects.</summary>
    internal SortedDictionary<string, SortedSet<string>> Hosts { get; } = new(StringComparer.Ordinal);

    /// <summary>DS records as text.</summary>
    internal SortedSet<string> Ds { get; } = new(StringComparer.Ordinal);

    /// <summary>What the registry publishes: addresses of the hosts below the domain that it names.</summary>
    internal IEnumerable<string> Delegation => NameServers.Select(pair => (pair.Key + " " + string.Join(' ', isHostAttribute ? pair.Value : Hosts.TryGetValue(pair.Key, out var host) ? host : [])).Trim());

    /// <summary>TTLs by object and type.</summary>
    internal SortedDictionary<string, uint> Ttls { get; } = new(StringComparer.Ordinal);

    internal void Take(string frame)
    {
        var root = XDocument.Parse(frame).Root!;
        Require(root.Name == Epp + "epp", "epp");
        var command = Only(root, Epp + "command");
        var names = command.Elements().Select(element => element.Name.LocalName).ToArray();
        Require(names.SequenceEqual(["create", "clTRID"]) || names.SequenceEqual(["update", "clTRID"]) || names.SequenceEqual(["update", "extension", "clTRID"]), "order of a command's parts: " + string.Join(' ', names));
        Require(command.Element(Epp + "clTRID")!.Value.Length is >= 3 and <= 64, "length of clTRID");
        var work = command.Elements().First().Elements().Single();
        if (work.Name == Host + "create")
        {
            Require(!isHostAttribute, "2102: host objects are not kept here");
            var name = Name(work);
            Require(!Hosts.ContainsKey(name), "2302: the host exists");
            Require(work.Elements().Skip(1).All(element => element.Name == Host + "addr"), "parts of host:create");
            var addresses = Addresses(work, Host + "addr");
            Require(addresses.Count > 0 == IsInternal(name), "an internal host has addresses, an external one has none");
            Hosts.Add(name, addresses);
        }
        else if (work.Name == Host + "update")
        {
            Require(!isHostAttribute, "2102: host objects are not kept here");
            var host = Hosts.TryGetValue(Name(work), out var found) ? found : throw new InvalidOperationException("2303: no such host");
            Ordered(work, "name", "add", "rem", "chg");
            Require(work.Elements().Count() > 1 || command.Element(Epp + "extension") is not null, "an update has a part");
            SetTtls(command.Element(Epp + "extension"), Name(work), "A", "AAAA");
            foreach (var address in Addresses(work.Element(Host + "add"), Host + "addr"))
            {
                Require(host.Add(address), "2306: the address is there");
            }

            foreach (var address in Addresses(work.Element(Host + "rem"), Host + "addr"))
            {
                Require(host.Remove(address), "2306: the address is not there");
            }
        }
        else
        {
            Require(work.Name == Domain + "update", "an unknown command " + work.Name);
            Ordered(work, "name", "add", "rem", "chg");
            Require(Name(work) == domain, "the domain");
            var extension = command.Element(Epp + "extension");
            Require(work.Elements().Count() > 1 || extension is not null, "an update has a part");
            Update(work);
            if (extension?.Element(TtlSpace + "update") is not null)
            {
                SetTtls(extension, domain, isHostAttribute ? ["NS", "DS", "A", "AAAA"] : ["NS", "DS"]);
                return;
            }

            Sign(extension);
        }
    }

    private void Update(XElement work)
    {
        // What goes is taken away first, as hosts that are attributes are named by both.
        foreach (var server in Servers(work.Element(Domain + "rem")))
        {
            Require(NameServers.Remove(server.Name), "2306: " + server.Name + " is no name server");
        }

        foreach (var server in Servers(work.Element(Domain + "add")))
        {
            Require(isHostAttribute || Hosts.ContainsKey(server.Name), "2303: no host " + server.Name);
            Require(NameServers.TryAdd(server.Name, server.Addresses), "2306: " + server.Name + " is a name server already");
        }

        Require(NameServers.Count > 0, "a delegation has name servers");
    }

    private IEnumerable<(string Name, SortedSet<string> Addresses)> Servers(XElement? part)
    {
        if (part is null)
        {
            yield break;
        }

        foreach (var server in Only(part, Domain + "ns").Elements())
        {
            Require(server.Name == Domain + (isHostAttribute ? "hostAttr" : "hostObj"), "2306: the other model of hosts");
            yield return isHostAttribute ? (server.Element(Domain + "hostName")!.Value, Addresses(server, Domain + "hostAddr")) : (server.Value, []);
        }
    }

    private void Sign(XElement? extension)
    {
        if (extension is null)
        {
            return;
        }

        var update = Only(extension, SecDns + "update");
        Ordered(update, "rem", "add", "chg");
        foreach (var record in update.Elements().SelectMany(part => part.Elements()))
        {
            Require(record.Elements().Select(field => field.Name.LocalName).SequenceEqual(["keyTag", "alg", "digestType", "digest"]), "fields of dsData");
            var text = string.Join(' ', record.Elements().Select(field => field.Value));
            Require(record.Parent!.Name == SecDns + "rem" ? Ds.Remove(text) : Ds.Add(text), "2306: the DS record");
        }
    }

    /// <summary>RFC 9803: a type is named once, and is one that the object has.</summary>
    private void SetTtls(XElement? extension, string name, params string[] types)
    {
        foreach (var ttl in extension is null ? [] : Only(extension, TtlSpace + "update").Elements())
        {
            var type = ttl.Attribute("for")?.Value ?? string.Empty;
            Require(ttl.Name == TtlSpace + "ttl" && types.Contains(type), "2306: TTL of " + type);
            Require(ttl.Parent!.Elements().Count(one => one.Attribute("for")?.Value == type) == 1, "a type twice");
            Require(uint.TryParse(ttl.Value, out var seconds) && seconds <= int.MaxValue, "2004: TTL");
            Ttls[name + " " + type] = seconds;
        }
    }

    private bool IsInternal(string name) => name.EndsWith("." + domain, StringComparison.Ordinal);

    private static string Name(XElement work)
    {
        var name = work.Elements().First();
        Require(name.Name.LocalName == "name" && name.Name.Namespace == work.Name.Namespace, "the name comes first");
        Require(name.Value.Length is >= 1 and <= 255, "length of a name");
        return name.Value;
    }

    private static SortedSet<string> Addresses(XElement? part, XName element)
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var address in part?.Elements(element) ?? [])
        {
            var family = address.Attribute("ip")?.Value;
            Require(family == (address.Value.Contains(':', StringComparison.Ordinal) ? "v6" : "v4"), "family of " + address);
            Require(address.Value.Length is >= 3 and <= 45, "length of an address");
            Require(all.Add(address.Value), "an address twice");
        }

        return all;
    }

    private static XElement Only(XElement parent, XName name)
    {
        Require(parent.Elements().Count() == 1 && parent.Elements().Single().Name == name, name + " alone in " + parent.Name);
        return parent.Elements().Single();
    }

    private static void Ordered(XElement parent, params string[] order)
    {
        var places = parent.Elements().Select(element => Array.IndexOf(order, element.Name.LocalName)).ToArray();
        Require(places.All(place => place >= 0) && places.SequenceEqual(places.Distinct().Order()), "order of parts in " + parent.Name);
    }

    private static void Require(bool condition, string rule)
    {
        if (!condition)
        {
            throw new InvalidOperationException(rule);
        }
    }
}

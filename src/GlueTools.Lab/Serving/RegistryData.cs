using System.Collections.Generic;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Serving;

/// <summary>What the registry of a scenario holds: the name servers, glue and DS records of the zones that delegate others, the root's not.</summary>
internal sealed class RegistryData
{
    private const string Changed = "2026-01-01T00:00:00Z", Registrar = "Lab Registrar";

    private readonly Dictionary<DomainName, ZoneIndex> _zones = new();
    private readonly HashSet<DomainName> _hosts = new();
    private readonly Dictionary<DomainName, LabRegistration> _said = new();
    private readonly Dictionary<DomainName, LabHostObject> _saidHosts = new();

    internal RegistryData(LabScenario scenario)
    {
        foreach (var registration in scenario.Registrations)
        {
            _said.Add(registration.DomainName, registration);
            foreach (var host in registration.Hosts)
            {
                _saidHosts[host.Name] = host;
            }
        }

        foreach (var zone in scenario.Zones)
        {
            if (zone.Name.IsRoot || _zones.ContainsKey(zone.Name))
            {
                continue;
            }

            foreach (var record in zone.Records)
            {
                if (record.Type == RecordType.NS && record.Owner.IsBelow(zone.Name))
                {
                    _zones[zone.Name] = new ZoneIndex(zone);
                    _hosts.Add(((NsData)record.Data).NameServer);
                }
            }
        }
    }

    /// <summary>The zones whose registry this is.</summary>
    internal IEnumerable<DomainName> Zones => _zones.Keys;

    /// <summary>Whether nothing is answered about a domain or a host.</summary>
    internal bool IsUnreachable(string kind, DomainName name) =>
        kind == "domain" ? _said.TryGetValue(name, out var said) && said.IsUnreachable : _saidHosts.TryGetValue(name, out var host) && host.State == LabHostState.Unreachable;

    /// <summary>The object of a domain or a host; null where there is none.</summary>
    internal string? Rdap(string kind, DomainName name) => kind switch
    {
        "domain" => _said.TryGetValue(name, out var said) ? RegistrationJson.Of(said, Registrar) : Domain(name),
        "nameserver" => _saidHosts.TryGetValue(name, out var host) ? RegistrationJson.Of(host) : Host(name),
        _ => null,
    };

    /// <summary>The same, as WHOIS tells it.</summary>
    internal string Whois(string line)
    {
        if (!DomainNameInput.TryRead(line, out var name, out _, out _) || ZoneOf(name)?.Find(name)?.Find(RecordType.NS) is not { } servers)
        {
            return "No match for \"" + line + "\".\r\n";
        }

        var text = new StringBuilder("Domain Name: " + name + "\r\nRegistrar: " + Registrar + "\r\nDomain Status: ok\r\nUpdated Date: " + Changed + "\r\n");
        foreach (var server in servers)
        {
            var host = ((NsData)server.Data).NameServer;
            text.Append("Name Server: ").Append(host).Append(' ').Append(string.Join(" ", Addresses(host, RecordType.A, RecordType.AAAA))).Append("\r\n");
        }

        return text.ToString();
    }

    private string? Domain(DomainName name)
    {
        if (ZoneOf(name)?.Find(name) is not { } node || node.Find(RecordType.NS) is not { } servers)
        {
            return null;
        }

        var names = new List<string>();
        foreach (var server in servers)
        {
            names.Add("{\"objectClassName\":\"nameserver\",\"ldhName\":\"" + ((NsData)server.Data).NameServer + "\"}");
        }

        var ds = new List<string>();
        foreach (var record in node.Find(RecordType.DS) ?? [])
        {
            var words = record.Data.ToString()!.Split(' ');
            ds.Add("{\"keyTag\":" + words[0] + ",\"algorithm\":" + words[1] + ",\"digestType\":" + words[2] + ",\"digest\":\"" + words[3] + "\"}");
        }

        return Begin("domain", name, "active") + ",\"nameservers\":[" + string.Join(",", names) + "],\"secureDNS\":{\"delegationSigned\":" + (ds.Count > 0 ? "true" : "false") + ",\"dsData\":["
            + string.Join(",", ds) + "]},\"entities\":[{\"objectClassName\":\"entity\",\"handle\":\"LAB\",\"roles\":[\"registrar\"],\"vcardArray\":[\"vcard\",[[\"fn\",{},\"text\",\"" + Registrar + "\"]]]}]}";
    }

    private string? Host(DomainName name)
    {
        List<string> v4 = Addresses(name, RecordType.A), v6 = Addresses(name, RecordType.AAAA);
        return ZoneOf(name) is null || (v4.Count + v6.Count == 0 && !_hosts.Contains(name))
            ? null
            : Begin("nameserver", name, "associated") + ",\"ipAddresses\":{\"v4\":[" + Quoted(v4) + "],\"v6\":[" + Quoted(v6) + "]}}";
    }

    private static string Begin(string kind, DomainName name, string status) =>
        "{\"rdapConformance\":[\"rdap_level_0\"],\"objectClassName\":\"" + kind + "\",\"ldhName\":\"" + name + "\",\"status\":[\"" + status + "\"],\"events\":[{\"eventAction\":\"last changed\",\"eventDate\":\"" + Changed + "\"}]";

    private static string Quoted(List<string> texts) => texts.Count == 0 ? string.Empty : "\"" + string.Join("\",\"", texts) + "\"";

    private List<string> Addresses(DomainName host, params RecordType[] types)
    {
        var addresses = new List<string>();
        foreach (var type in types)
        {
            foreach (var record in ZoneOf(host)?.Find(host)?.Find(type) ?? [])
            {
                addresses.Add(((AddressData)record.Data).Address.ToString());
            }
        }

        return addresses;
    }

    private ZoneIndex? ZoneOf(DomainName name)
    {
        for (var above = name; !above.IsRoot;)
        {
            above = above.Parent;
            if (_zones.TryGetValue(above, out var zone))
            {
                return zone;
            }
        }

        return null;
    }
}

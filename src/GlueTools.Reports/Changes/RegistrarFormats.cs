using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Changes;

/// <summary>The body of Amazon's UpdateDomainNameservers: the whole set, with at most one IPv4 and one IPv6 address each.</summary>
internal sealed class Route53Format : IChangeFormat
{
    public string Name => "route53";

    public string Summary => "the body of UpdateDomainNameservers (Amazon Route 53 Domains)";

    public string? WithHead(string text, IReadOnlyList<string> head) => null;

    public string Write(StepContext step, List<string> missing)
    {
        if (!step.ChangesNames && step.Hosts.Count == 0)
        {
            RegistrarText.RefuseDs(step, missing);
            return string.Empty;
        }

        var servers = new List<string>();
        foreach (var name in step.After.NameServers)
        {
            var chosen = new List<IPAddress>();
            foreach (var family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
            {
                var all = StepContext.Of(step.Plan.Start.NeedsGlue(name) ? step.After.GlueOf(name) : [], family).ToList();
                chosen.AddRange(all.Take(1));
                missing.AddRange(all.Skip(1).Select(address => "Route 53 takes one " + Family(address) + " address of a name server: " + address + " of " + name + " is not in it."));
            }

            var glue = chosen.Count == 0 ? string.Empty : ", \"GlueIps\": [" + string.Join(", ", chosen.Select(address => RegistrarText.Json(address.ToString()))) + "]";
            servers.Add("    { \"Name\": " + RegistrarText.Json(name.Text) + glue + " }");
        }

        RegistrarText.RefuseDs(step, missing);
        return "{\n  \"DomainName\": " + RegistrarText.Json(step.Domain.Text) + ",\n  \"Nameservers\": [\n" + string.Join(",\n", servers) + "\n  ]\n}\n";
    }

    private static string Family(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";
}

/// <summary>Parameters of Namecheap's calls, one call a line: hosts with one IPv4 address, then the set.</summary>
internal sealed class NamecheapFormat : IChangeFormat
{
    public string Name => "namecheap";

    public string Summary => "parameters of Namecheap's calls, one call a line, without your account's";

    public string? WithHead(string text, IReadOnlyList<string> head) => null;

    public string Write(StepContext step, List<string> missing)
    {
        var text = new StringBuilder();
        var labels = step.Domain.Text.Split(new[] { '.' }, 2);
        var who = "&SLD=" + RegistrarText.Query(labels[0]) + "&TLD=" + RegistrarText.Query(labels.Length > 1 ? labels[1] : string.Empty);
        foreach (var host in step.Hosts)
        {
            Host(step, host, who, text, missing);
        }

        if (step.ChangesNames)
        {
            text.Append("Command=namecheap.domains.dns.setCustom").Append(who).Append("&NameServers=").Append(string.Join(",", step.After.NameServers.Select(name => RegistrarText.Query(name.Text)))).Append('\n');
        }

        RegistrarText.RefuseDs(step, missing);
        return text.ToString();
    }

    private static void Host(StepContext step, DomainName host, string who, StringBuilder text, List<string> missing)
    {
        var server = who + "&Nameserver=" + RegistrarText.Query(host.Text);
        List<IPAddress> before = StepContext.Of(step.Before.GlueOf(host), AddressFamily.InterNetwork).ToList(), after = StepContext.Of(step.After.GlueOf(host), AddressFamily.InterNetwork).ToList();
        foreach (var address in StepContext.Of(step.After.GlueOf(host).Concat(step.Before.GlueOf(host)).Distinct(), AddressFamily.InterNetworkV6))
        {
            missing.Add("Namecheap's calls take IPv4 addresses only: " + address + " of " + host + " is set by its support.");
        }

        foreach (var extra in after.Skip(1))
        {
            missing.Add("Namecheap keeps one address of a name server: " + extra + " of " + host + " is not in it.");
        }

        if (after.Count > 0 && (before.Count == 0 || !before[0].Equals(after[0])))
        {
            text.Append(before.Count == 0 ? "Command=namecheap.domains.ns.create" : "Command=namecheap.domains.ns.update").Append(server)
                .Append(before.Count == 0 ? string.Empty : "&OldIP=" + before[0]).Append("&IP=").Append(after[0]).Append('\n');
        }
    }
}

/// <summary>Bodies for registrars whose interface sets the addresses of one host at a time; the NS set is set elsewhere there.</summary>
internal sealed class HostListFormat(string name) : IChangeFormat
{
    public string Name => name;

    public string Summary => name switch
    {
        "gandi" => "bodies for Gandi's domains/DOMAIN/hosts",
        "inwx" => "parameters of INWX's host.create and host.update",
        _ => "bodies for Openprovider's dns/nameservers",
    };

    public string? WithHead(string text, IReadOnlyList<string> head) => null;

    public string Write(StepContext step, List<string> missing)
    {
        if (step.ChangesNames)
        {
            missing.Add("The name servers themselves are set in the registrar's form for " + step.Domain + ": " + string.Join(", ", step.After.NameServers) + ".");
        }

        RegistrarText.RefuseDs(step, missing);
        return string.Concat(step.Hosts.Select(host => Body(step, host, missing) + "\n"));
    }

    private string Body(StepContext step, DomainName host, List<string> missing)
    {
        var addresses = step.After.GlueOf(host);
        var list = "[" + string.Join(", ", addresses.Select(address => RegistrarText.Json(address.ToString()))) + "]";
        switch (name)
        {
            case "gandi":
                return "{ \"name\": " + RegistrarText.Json(host.RelativeTo(step.Domain)) + ", \"ips\": " + list + " }";
            case "inwx":
                return "{ \"method\": \"" + (step.IsNew(host) ? "host.create" : "host.update") + "\", \"params\": { \"hostname\": " + RegistrarText.Json(host.Text) + ", \"ip\": " + list + " } }";
            default:
                var fields = "\"name\": " + RegistrarText.Json(host.Text);
                foreach (var (field, family) in new[] { ("ip", AddressFamily.InterNetwork), ("ip6", AddressFamily.InterNetworkV6) })
                {
                    var all = StepContext.Of(addresses, family).ToList();
                    fields += all.Count == 0 ? string.Empty : ", \"" + field + "\": " + RegistrarText.Json(all[0].ToString());
                    missing.AddRange(all.Skip(1).Select(address => "Openprovider takes one address of each family: " + address + " of " + host + " is not in it."));
                }

                return "{ " + fields + " }";
        }
    }
}

/// <summary>Values for registrars' interfaces.</summary>
internal static class RegistrarText
{
    internal static string Json(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in value)
        {
            text.Append(letter is '"' or '\\' ? "\\" + letter : letter < ' ' || letter > '~' ? "\\u" + ((int)letter).ToString("x4", System.Globalization.CultureInfo.InvariantCulture) : letter.ToString());
        }

        return text.Append('"').ToString();
    }

    internal static string Query(string value) => System.Uri.EscapeDataString(value);

    internal static void RefuseDs(StepContext step, List<string> missing)
    {
        foreach (var change in step.OfDelegation.Where(change => change.Record == ChangedRecord.Ds))
        {
            missing.Add("DS records are set in the registrar's form for DNSSEC. " + PlanWords.Of(change, step.Domain));
        }
    }
}

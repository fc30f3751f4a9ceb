using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Serving;

/// <summary>What a scenario says of its registry, as RDAP has it (RFC 9083).</summary>
internal static class RegistrationJson
{
    /// <summary>The object of a domain; null where there is none.</summary>
    internal static string? Of(LabRegistration said, string registrar)
    {
        if (said.IsUnregistered)
        {
            return null;
        }

        var names = new List<string>();
        foreach (var host in said.Hosts)
        {
            names.Add("{\"objectClassName\":\"nameserver\",\"ldhName\":\"" + host.Name + "\"}");
        }

        var ds = new List<string>();
        foreach (var record in said.Ds)
        {
            var words = record.ToString().Split(' ');
            ds.Add("{\"keyTag\":" + words[0] + ",\"algorithm\":" + words[1] + ",\"digestType\":" + words[2] + ",\"digest\":\"" + words[3] + "\"}");
        }

        return Begin("domain", said.DomainName.Text, said.Statuses) + Events(("last changed", said.ChangedUtc), ("expiration", said.ExpiresUtc)) + ",\"nameservers\":[" + string.Join(",", names) + "]"
            + (said.ShowsDs ? ",\"secureDNS\":{\"delegationSigned\":" + (ds.Count > 0 ? "true" : "false") + ",\"dsData\":[" + string.Join(",", ds) + "]}" : string.Empty)
            + ",\"entities\":[{\"objectClassName\":\"entity\",\"handle\":\"LAB\",\"roles\":[\"registrar\"],\"vcardArray\":[\"vcard\",[[\"fn\",{},\"text\",\"" + registrar + "\"]]]}]}";
    }

    /// <summary>The object of a host; null where there is none to be seen.</summary>
    internal static string? Of(LabHostObject host)
    {
        if (host.State is LabHostState.Hidden or LabHostState.Unreachable)
        {
            return null;
        }

        List<string> v4 = new(), v6 = new();
        foreach (var address in host.Addresses)
        {
            (address.AddressFamily == AddressFamily.InterNetworkV6 ? v6 : v4).Add("\"" + address + "\"");
        }

        return Begin("nameserver", host.Name.Text, host.Statuses) + Events(("last changed", host.ChangedUtc)) + ",\"ipAddresses\":{\"v4\":[" + string.Join(",", v4) + "],\"v6\":[" + string.Join(",", v6) + "]}}";
    }

    private static string Begin(string kind, string name, IReadOnlyList<string> statuses)
    {
        var words = new List<string>();
        foreach (var status in statuses)
        {
            words.Add("\"" + Spaced(status) + "\"");
        }

        return "{\"rdapConformance\":[\"rdap_level_0\"],\"objectClassName\":\"" + kind + "\",\"ldhName\":\"" + name + "\",\"status\":[" + string.Join(",", words) + "]";
    }

    private static string Events(params (string Action, DateTime? Time)[] events)
    {
        var all = new List<string>();
        foreach (var (action, time) in events)
        {
            if (time is { } at)
            {
                all.Add("{\"eventAction\":\"" + action + "\",\"eventDate\":\"" + at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) + "\"}");
            }
        }

        return ",\"events\":[" + string.Join(",", all) + "]";
    }

    /// <summary>The words of RDAP for a status of EPP (RFC 8056): <c>client hold</c> for <c>clientHold</c>.</summary>
    private static string Spaced(string status)
    {
        var words = new StringBuilder();
        foreach (var c in status)
        {
            words.Append(c is >= 'A' and <= 'Z' ? " " + char.ToLowerInvariant(c) : c is '"' or '\\' ? "?" : c.ToString());
        }

        return words.ToString();
    }
}

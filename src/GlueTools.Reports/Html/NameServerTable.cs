using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Reports.Escaping;
using GlueTools.Reports.Pictures;
using GlueTools.Reports.Runs;

namespace GlueTools.Reports.Html;

/// <summary>What the picture shows, as a table: every name server with its glue and with its own addresses.</summary>
internal static class NameServerTable
{
    internal static void Write(StringBuilder html, DelegationView view, SeenDelegation? earlier)
    {
        var names = new List<DomainName>(PictureWriter.NamesOf(view, earlier));
        if (names.Count == 0)
        {
            return;
        }

        var registry = view.Registry;
        var showsEarlier = EarlierBox.KnowsGlue(earlier);
        html.Append("<details class=\"same\"><summary>The same as a table</summary><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Name servers and their addresses\"><table><thead><tr>");
        html.Append("<th scope=\"col\">Name server</th><th scope=\"col\">Glue at the parent</th><th scope=\"col\">Own addresses</th>").Append(registry is null ? string.Empty : "<th scope=\"col\">At the registry</th>");
        html.Append(showsEarlier ? "<th scope=\"col\">Glue in the earlier run</th>" : string.Empty).Append("</tr></thead><tbody>");
        foreach (var name in names)
        {
            html.Append("<tr><th scope=\"row\"><code>").Append(HtmlText.Of(name.Text)).Append("</code></th><td>");
            Addresses(html, Glue(view, name), "none");
            html.Append("</td><td>");
            Addresses(html, Own(view, name, out var isKnown), isKnown ? "none" : "not known");
            if (registry is not null)
            {
                html.Append("</td><td>");
                Addresses(html, Held(registry, name), HeldWords(registry, name));
            }

            if (showsEarlier)
            {
                html.Append("</td><td>");
                Addresses(html, EarlierBox.GlueOf(earlier, name).Select(address => address.ToString()), "none");
            }

            html.Append("</td></tr>");
        }

        html.Append("</tbody></table></div></details>");
    }

    private static IEnumerable<string> Held(RegistrySide registry, DomainName name)
    {
        foreach (var address in registry.HostOf(name)?.Addresses ?? [])
        {
            yield return address.ToString();
        }
    }

    private static string HeldWords(RegistrySide registry, DomainName name) => registry.HostOf(name)?.State switch
    {
        null => registry.State == RegistryState.NotAsked ? "not known" : "not held there",
        HeldAddresses.NoAddress => "none",
        HeldAddresses.NotShown => "no host object",
        _ => "not known",
    };

    /// <summary>The glue, each address with how many of those who speak for the parent give it where not all do.</summary>
    private static IEnumerable<string> Glue(DelegationView view, DomainName name)
    {
        var statements = view.Parent?.Statements.Count ?? 0;
        foreach (var address in view.Parent?.GlueOf(name) ?? [])
        {
            var giving = 0;
            foreach (var statement in view.Parent!.Statements)
            {
                giving += statement.Gives(name, address) ? 1 : 0;
            }

            yield return giving == statements ? address.ToString() : address + " (" + giving + " of " + statements + ")";
        }
    }

    private static List<string> Own(DelegationView view, DomainName name, out bool isKnown)
    {
        var texts = new List<string>();
        isKnown = false;
        foreach (var family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
        {
            var published = view.Child?.Published(name, family) ?? PublishedAddresses.Unknown;
            isKnown |= published.IsKnown;
            foreach (IPAddress address in published.Addresses)
            {
                texts.Add(address.ToString());
            }
        }

        return texts;
    }

    private static void Addresses(StringBuilder html, IEnumerable<string> addresses, string otherwise)
    {
        var any = false;
        foreach (var address in addresses)
        {
            html.Append(any ? "<br>" : string.Empty).Append("<code>").Append(HtmlText.Of(address)).Append("</code>");
            any = true;
        }

        html.Append(any ? string.Empty : otherwise);
    }
}

using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Html;

/// <summary>What the picture shows, as a table: every name server with its glue and with its own addresses.</summary>
internal static class NameServerTable
{
    internal static void Write(StringBuilder html, DelegationView view)
    {
        if (view.NameServers.Count == 0)
        {
            return;
        }

        html.Append("<details class=\"same\"><summary>The same as a table</summary><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Name servers and their addresses\"><table><thead><tr>");
        html.Append("<th scope=\"col\">Name server</th><th scope=\"col\">Glue at the parent</th><th scope=\"col\">Own addresses</th></tr></thead><tbody>");
        foreach (var name in view.NameServers)
        {
            html.Append("<tr><th scope=\"row\"><code>").Append(HtmlText.Of(name.Text)).Append("</code></th><td>");
            Addresses(html, Glue(view, name), "none");
            html.Append("</td><td>");
            Addresses(html, Own(view, name, out var isKnown), isKnown ? "none" : "not known");
            html.Append("</td></tr>");
        }

        html.Append("</tbody></table></div></details>");
    }

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

using System;
using System.Net.Sockets;

namespace GlueTools.Dns.Names;

/// <summary>What people write where a domain name belongs, and what they probably meant.</summary>
internal static class NameMistake
{
    /// <summary>The kind of mistake that a text is as a whole; none where it may be a name.</summary>
    /// <param name="text">What was given, without white space around it.</param>
    internal static DomainNameProblem Find(string text)
    {
        if (AddressPrefix.TryParse(text, out _))
        {
            return text.IndexOf('/') < 0 ? DomainNameProblem.Address : DomainNameProblem.AddressRange;
        }

        if (text.IndexOf("://", StringComparison.Ordinal) > 0)
        {
            return DomainNameProblem.Url;
        }

        var at = text.IndexOf('@');
        return at > 0 && at == text.LastIndexOf('@') && DomainName.TryParse(text.Substring(at + 1), out var domain) && !domain.IsRoot ? DomainNameProblem.MailAddress : DomainNameProblem.None;
    }

    /// <summary>What was probably meant, as the end of a sentence.</summary>
    internal static string Explain(DomainNameProblem problem, string text) => problem switch
    {
        DomainNameProblem.Address => " is an address; a domain name is wanted here. Its reverse zone would be " + ReverseZone(text)
            + ", and a name server with its address is written ns1.example.com/" + text + ".",
        DomainNameProblem.AddressRange => " is a range of addresses; give its reverse zone, " + ReverseZone(text) + ".",
        DomainNameProblem.Url => " is a URL; give the domain name in it" + Meant(Host(text)) + ".",
        _ => " is an e-mail address; give the domain name in it" + Meant(text.Substring(text.IndexOf('@') + 1)) + ".",
    };

    private static string ReverseZone(string text)
    {
        if (AddressSpelling.TryParse(text, out var address))
        {
            // What is delegated is as a rule a network, and of IPv6 the one of a link at the smallest.
            return AddressPrefix.Of(address, address.AddressFamily == AddressFamily.InterNetwork ? 24 : 64).ReverseZone;
        }

        return AddressPrefix.TryParse(text, out var prefix) ? prefix.ReverseZone : string.Empty;
    }

    private static string Meant(string name) =>
        Find(name) == DomainNameProblem.None && DomainNameInput.TryRead(name, out var domain, out _, out _) && !domain.IsRoot ? ", " + domain.Text : string.Empty;

    private static string Host(string url)
    {
        var host = url.Substring(url.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = host.IndexOfAny(['/', '?', '#']);
        host = end < 0 ? host : host.Substring(0, end);
        host = host.Substring(host.LastIndexOf('@') + 1);
        var port = host.IndexOf(':');
        return port < 0 ? host : host.Substring(0, port);
    }
}

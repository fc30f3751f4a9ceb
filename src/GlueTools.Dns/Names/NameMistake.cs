using System;
using System.Globalization;
using System.Net.Sockets;

namespace GlueTools.Dns.Names;

/// <summary>What people write where a domain name belongs, and what they probably meant.</summary>
internal static class NameMistake
{
    /// <summary>The kind of mistake that a text is as a whole; none where it may be a name.</summary>
    /// <param name="text">What was given, without white space around it.</param>
    internal static DomainNameProblem Find(string text)
    {
        var (host, port) = Parts(text);
        if (AddressPrefix.TryParse(host, out _))
        {
            return port is not null ? DomainNameProblem.AddressWithPort : host.IndexOf('/') < 0 ? DomainNameProblem.Address : DomainNameProblem.AddressRange;
        }

        if (text.IndexOf("://", StringComparison.Ordinal) > 0 || IsRestOfUrl(text))
        {
            return DomainNameProblem.Url;
        }

        if (port is not null && IsName(host))
        {
            return DomainNameProblem.NameWithPort;
        }

        var at = text.IndexOf('@');
        return at > 0 && at == text.LastIndexOf('@') && DomainName.TryParse(text.Substring(at + 1), out var domain) && !domain.IsRoot ? DomainNameProblem.MailAddress : DomainNameProblem.None;
    }

    /// <summary>What was probably meant, as the end of a sentence.</summary>
    internal static string Explain(DomainNameProblem problem, string text) => problem switch
    {
        DomainNameProblem.Address or DomainNameProblem.AddressWithPort => (problem == DomainNameProblem.Address ? " is an address" : " is an address with a port")
            + "; a domain name is wanted here. Its reverse zone would be " + ReverseZone(Parts(text).Host) + ", and a name server with its address is written ns1.example.com/" + Parts(text).Host + ".",
        DomainNameProblem.AddressRange => " is a range of addresses; give its reverse zone, " + ReverseZone(text) + ".",
        DomainNameProblem.NameWithPort => " is a name with a port; give the domain name in it" + Meant(Parts(text).Host) + ".",
        DomainNameProblem.Url => (text.IndexOf("://", StringComparison.Ordinal) > 0 ? " is a URL" : " is part of a URL") + "; give the domain name in it" + Meant(Host(text)) + ".",
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
        name.Length > 0 && DomainNameInput.TryRead(name, out var domain, out _, out _) && !domain.IsRoot ? ", " + domain.Text : string.Empty;

    /// <summary>
    /// Whether a text is what is left of a URL that was cut: without its scheme, or a name and a path. Slashes are in labels of reverse zones (RFC 2317), never in the
    /// last one; what has no dot before its first slash may be the path of a file, and a name with an address is one.
    /// </summary>
    private static bool IsRestOfUrl(string text)
    {
        int slash = text.IndexOf('/'), dot = text.IndexOf('.');
        return text.StartsWith("//", StringComparison.Ordinal) || (dot > 0 && dot < slash && text.LastIndexOf('.') < text.LastIndexOf('/')
            && IsName(text.Substring(0, slash)) && !AddressPrefix.TryParse(text.Substring(slash + 1), out _));
    }

    private static bool IsName(string text) => Meant(text).Length > 0;

    /// <summary>What stands before a port, without the brackets that an IPv6 address has beside one; the whole text and null where there is no port.</summary>
    private static (string Host, string? Port) Parts(string text)
    {
        var colon = text.LastIndexOf(':');
        var end = text[0] == '[' ? text.IndexOf(']') : -1;
        if (end > 1 && (end == text.Length - 1 || colon == end + 1))
        {
            var inner = text.Substring(1, end - 1);
            return end == text.Length - 1 ? (inner, null) : IsPort(text, colon) ? (inner, text.Substring(colon + 1)) : (text, null);
        }

        // With more colons it is an IPv6 address, whose last part is no port.
        return colon > 0 && colon == text.IndexOf(':') && IsPort(text, colon) ? (text.Substring(0, colon), text.Substring(colon + 1)) : (text, null);
    }

    private static bool IsPort(string text, int colon) => ushort.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Host(string url)
    {
        var begin = url.IndexOf("://", StringComparison.Ordinal);
        var host = begin < 0 ? url.TrimStart('/') : url.Substring(begin + 3);
        var end = host.IndexOfAny(['/', '?', '#']);
        host = end < 0 ? host : host.Substring(0, end);
        host = host.Substring(host.LastIndexOf('@') + 1);
        var port = host.IndexOf(':');
        return port < 0 ? host : host.Substring(0, port);
    }
}

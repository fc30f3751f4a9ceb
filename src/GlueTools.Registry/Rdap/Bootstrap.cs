using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;
using GlueTools.Reports.Json;

namespace GlueTools.Registry.Rdap;

/// <summary>Which RDAP server answers for which names (RFC 9224).</summary>
public sealed class Bootstrap
{
    private readonly Dictionary<DomainName, IReadOnlyList<Uri>> _services;

    private Bootstrap(string publication, Dictionary<DomainName, IReadOnlyList<Uri>> services)
    {
        Publication = publication;
        _services = services;
    }

    /// <summary>When the list was published, as it says itself; empty where it does not.</summary>
    public string Publication { get; }

    /// <summary>Zones of the list.</summary>
    public int Count => _services.Count;

    /// <summary>The list that the program came with.</summary>
    public static Bootstrap BuiltIn()
    {
        using var stream = typeof(Bootstrap).Assembly.GetManifestResourceStream("dns.json")!;
        return Read(stream);
    }

    /// <summary>Reads a list in the form in which IANA publishes it; the stream stays open.</summary>
    /// <exception cref="RegistryFormatException">It is no such list.</exception>
    public static Bootstrap Read(Stream stream)
    {
        var json = RdapJson.Read(ReadToCeiling(stream));
        var services = new Dictionary<DomainName, IReadOnlyList<Uri>>();
        if (json["services"] is not { Kind: JsonKind.Array } list)
        {
            throw new RegistryFormatException("it has no list of services; the file is the one that IANA publishes as https://data.iana.org/rdap/dns.json");
        }

        foreach (var service in list.Items)
        {
            if (service.Listed().Count < 2)
            {
                throw new RegistryFormatException("a service of it is not a list of zones and a list of addresses (RFC 9224, section 3)");
            }

            var bases = new List<Uri>();
            foreach (var text in service.Listed()[1].Listed())
            {
                if (BaseOf(text.Text) is { } uri)
                {
                    bases.Add(uri);
                }
            }

            // The more protected one first, as section 3 wants it.
            bases.Sort((one, other) => Rank(one).CompareTo(Rank(other)));
            foreach (var label in service.Listed()[0].Listed())
            {
                if (DomainNameInput.TryRead(label.Text, out var zone, out _, out _) && bases.Count > 0)
                {
                    services[zone] = bases;
                }
            }
        }

        return new Bootstrap(CleanText.Of(json.WordOf("publication")), services);
    }

    /// <summary>The servers for a name: those of the longest zone that the name is at or below. Empty where there is none.</summary>
    /// <param name="name">The name of a domain or a host.</param>
    /// <param name="zone">The zone that the list has.</param>
    public IReadOnlyList<Uri> ServersFor(DomainName name, out DomainName zone)
    {
        for (zone = name; ; zone = zone.Parent)
        {
            if (_services.TryGetValue(zone, out var bases))
            {
                return bases;
            }

            if (zone.IsRoot)
            {
                return [];
            }
        }
    }

    /// <summary>A base of URLs; null where it is none.</summary>
    private static Uri? BaseOf(string? text)
    {
        // RFC 3986: a URL is ASCII. The framework drops marks of direction from a host, which would then be another.
        if (text is null || text.Any(letter => letter is <= ' ' or >= '\x7F') || !Uri.TryCreate(text, UriKind.Absolute, out var read) || read.Scheme is not ("https" or "http") || read.UserInfo.Length + read.Query.Length + read.Fragment.Length > 0 || !IsHost(read.Host))
        {
            return null;
        }

        // RFC 9224, section 3: base URLs end with a slash; one that was forgotten would lose its last part.
        return read.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? read : Uri.TryCreate(read.AbsoluteUri + "/", UriKind.Absolute, out var whole) ? whole : null;
    }

    /// <summary>Whether a host is a name of plain letters, digits, hyphens and dots, or an address: what was written with percent signs may be anything, and the framework throws when it reads that again.</summary>
    private static bool IsHost(string host)
    {
        foreach (var letter in host)
        {
            if (letter is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or ':' or '[' or ']'))
            {
                return false;
            }
        }

        return host.Length > 0;
    }

    private static int Rank(Uri uri) => uri.Scheme == "https" ? 0 : 1;

    private static byte[] ReadToCeiling(Stream stream)
    {
        using var whole = new MemoryStream();
        var part = new byte[8192];
        for (int read; (read = stream.Read(part, 0, part.Length)) > 0;)
        {
            whole.Write(part, 0, read);
            if (whole.Length > RdapJson.MostOctets)
            {
                throw new RegistryFormatException("it has more than " + RdapJson.MostOctets.ToString("N0", CultureInfo.InvariantCulture) + " octets");
            }
        }

        return whole.ToArray();
    }
}

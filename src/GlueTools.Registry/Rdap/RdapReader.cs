using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Registry.Objects;
using GlueTools.Reports.Json;

namespace GlueTools.Registry.Rdap;

/// <summary>Reads RDAP objects (RFC 9083), however much of them a registry fills in.</summary>
internal static class RdapReader
{
    /// <summary>Reads the object of a domain.</summary>
    /// <param name="octets">The body of the answer.</param>
    /// <param name="asked">The name that was asked for: the object has to be its.</param>
    /// <exception cref="RegistryFormatException">It is no such object.</exception>
    internal static RegisteredDomain ReadDomain(byte[] octets, DomainName asked)
    {
        var json = Open(octets, "domain", asked);
        var limits = new List<string>();
        var hosts = new List<RegisteredHost>();
        var named = new HashSet<DomainName>();
        var isUnread = false;
        foreach (var item in json.ItemsOf("nameservers"))
        {
            if (NameOf(item) is not { } name)
            {
                // Which one it is nobody knows, so of the set as a whole nothing follows.
                isUnread = true;
                continue;
            }

            if (!named.Add(name))
            {
                continue;
            }

            if (hosts.Count == RegisteredDomain.MostHosts)
            {
                limits.Add(string.Format(CultureInfo.InvariantCulture, "name servers beyond the first {0} of the registry", RegisteredDomain.MostHosts));
                break;
            }

            hosts.Add(HostOf(item, name));
        }

        if (isUnread)
        {
            limits.Add("name servers whose names cannot be read");
        }

        var secure = json["secureDNS"];
        return new RegisteredDomain(asked)
        {
            Hosts = hosts,
            Statuses = Statuses(json),
            Ds = DsOf(secure),
            HasKeys = secure?.ItemsOf("keyData").Count > 0,
            ShowsDs = ShowsDs(secure),
            Registrar = RegistrarOf(json),
            LastChangedUtc = EventOf(json, "last changed"),
            ExpiresUtc = EventOf(json, "expiration"),
            Notices = NoticesOf(json),
            Limits = limits,
        };
    }

    /// <summary>Reads the object of a name server.</summary>
    /// <inheritdoc cref="ReadDomain"/>
    internal static RegisteredHost ReadHost(byte[] octets, DomainName asked) => HostOf(Open(octets, "nameserver", asked), asked);

    private static JsonValue Open(byte[] octets, string className, DomainName asked)
    {
        var json = RdapJson.Read(octets);
        if (json.Kind != JsonKind.Object)
        {
            throw new RegistryFormatException("it is no RDAP object");
        }

        // A few servers leave the class out; what they must not do is to answer with another.
        var given = json.WordOf("objectClassName");
        if (given.Length > 0 && !string.Equals(given, className, StringComparison.OrdinalIgnoreCase))
        {
            throw new RegistryFormatException("it is an object of class '" + CleanText.Of(given) + "' and not '" + className + "'");
        }

        if (json["errorCode"] is not null)
        {
            throw new RegistryFormatException("it is an error of RDAP, '" + CleanText.Of(json.WordOf("errorCode") + " " + json.WordOf("title")) + "', under a status of success");
        }

        if (NameOf(json) is not { } name)
        {
            throw new RegistryFormatException("it names no " + className);
        }

        return name == asked ? json : throw new RegistryFormatException("it is about " + name + " and not about " + asked);
    }

    private static RegisteredHost HostOf(JsonValue json, DomainName name)
    {
        var addresses = new List<IPAddress>();
        var limits = new List<string>();
        var given = json["ipAddresses"];
        var isUnread = false;
        foreach (var member in new[] { "v4", "v6" })
        {
            foreach (var item in given?.ItemsOf(member) ?? [])
            {
                if (addresses.Count == RegisteredDomain.MostItems)
                {
                    limits.Add(string.Format(CultureInfo.InvariantCulture, "addresses of {0} beyond the first {1} of the registry", name, RegisteredDomain.MostItems));
                    break;
                }

                if (!AddressWords.TryRead(item.Text.Trim(), out var address))
                {
                    isUnread = true;
                }
                else if (!addresses.Contains(address))
                {
                    addresses.Add(address);
                }
            }
        }

        if (isUnread)
        {
            // One that cannot be read is one that the registry holds all the same.
            limits.Add("addresses of " + name + " that cannot be read");
        }

        return new RegisteredHost(name) { Addresses = addresses, Statuses = Statuses(json), LastChangedUtc = EventOf(json, "last changed"), Limits = limits };
    }

    private static DomainName? NameOf(JsonValue json)
    {
        foreach (var member in new[] { "ldhName", "unicodeName" })
        {
            if (DomainNameInput.TryRead(json.WordOf(member), out var name, out _, out _))
            {
                return name;
            }
        }

        return null;
    }

    private static List<string> Statuses(JsonValue json)
    {
        var statuses = new List<string>();
        foreach (var item in json.ItemsOf("status"))
        {
            var word = StatusWords.OfRdap(item.Text);
            if (word.Length > 0 && !statuses.Contains(word) && statuses.Count < RegisteredDomain.MostItems)
            {
                statuses.Add(word);
            }
        }

        return statuses;
    }

    // An event may stand more than once; the latest is the one that counts.
    private static string EventOf(JsonValue json, string action)
    {
        var latest = string.Empty;
        foreach (var item in json.ItemsOf("events"))
        {
            if (string.Equals(item.WordOf("eventAction"), action, StringComparison.OrdinalIgnoreCase))
            {
                var time = TimeText.Utc(item.WordOf("eventDate"));
                latest = string.CompareOrdinal(time, latest) > 0 ? time : latest;
            }
        }

        return latest;
    }

    private static List<string> DsOf(JsonValue? secure)
    {
        var records = new List<string>();
        foreach (var item in secure?.ItemsOf("dsData") ?? [])
        {
            var text = string.Join(" ", item.WordOf("keyTag"), item.WordOf("algorithm"), item.WordOf("digestType"), item.WordOf("digest"));
            if (DsText.TryRead(text, out var data, out _) && records.Count < RegisteredDomain.MostItems)
            {
                records.Add(data.ToString());
            }
        }

        return records;
    }

    // Some say no more than that there are some; some hold keys and make the records of them; of some that cannot be read, nothing follows.
    private static bool ShowsDs(JsonValue? secure)
    {
        var given = secure?.ItemsOf("dsData").Count ?? 0;
        return given > 0 ? DsOf(secure).Count == given : secure?.ItemsOf("keyData").Count == 0 && string.Equals(secure["delegationSigned"]?.Text, "false", StringComparison.OrdinalIgnoreCase);
    }

    private static string RegistrarOf(JsonValue json)
    {
        foreach (var entity in json.ItemsOf("entities"))
        {
            foreach (var role in entity.ItemsOf("roles"))
            {
                if (string.Equals(role.Text, "registrar", StringComparison.OrdinalIgnoreCase))
                {
                    var name = Card(entity, "fn");
                    return CleanText.Of(name.Length > 0 ? name : entity.WordOf("handle"));
                }
            }
        }

        return string.Empty;
    }

    // jCard (RFC 7095): ["vcard", [[name, parameters, type, value], ...]].
    private static string Card(JsonValue entity, string property)
    {
        var card = entity.ItemsOf("vcardArray");
        foreach (var line in card.Count > 1 ? card[1].Listed() : [])
        {
            if (line.Listed().Count > 3 && string.Equals(line.Listed()[0].Text, property, StringComparison.OrdinalIgnoreCase))
            {
                return line.Listed()[3].Text;
            }
        }

        return string.Empty;
    }

    private static List<string> NoticesOf(JsonValue json)
    {
        var titles = new List<string>();
        foreach (var member in new[] { "notices", "remarks" })
        {
            foreach (var item in json.ItemsOf(member))
            {
                var title = CleanText.Of(item.WordOf("title"));
                if (title.Length > 0 && titles.Count < RegisteredDomain.MostItems)
                {
                    titles.Add(title);
                }
            }
        }

        return titles;
    }
}

using System;
using System.Collections.Generic;
using System.Text;

namespace GlueTools.Registry.Whois;

/// <summary>What the keys of WHOIS answers mean, in the words of those registries that were looked at. Keys are as <see cref="WhoisLine"/> gives them.</summary>
internal static class WhoisKeys
{
    private static readonly string[] NameServer =
    [
        "nserver", "nservers", "name server", "name servers", "nameserver", "nameservers", "name server ace", "name server name", "dns", "dns servers", "host name", "hostname", "primary ns", "secondary ns",
        "primary server", "secondary server", "primary name server", "secondary name server", "ns hostname", "ns", "domain servers", "domain servers in listed order", "domain nameservers", "nameservers in listed order",
        "name server information", "nameserver information", "servers", "server", "servidores de nombre domain servers", "domain name servers", "authoritative name servers", "nameserver in listed order",
        "name servers information", "name servers in the listed order", "domain server", "servidor(es de nombres de dominio", "ns name", "current nameservers", "domain name servers listed in order", "primary server hostname",
        "secondary server hostname", "third server hostname", "fourth server hostname", "dns name",
    ];

    /// <summary>Keys that name a server only below a heading that says so.</summary>
    private static readonly string[] OnlyBelowHeading = ["servers", "server"];

    private static readonly string[] Address =
        ["remarks", "name server ip", "nameserver ip", "ns ip address", "ip address", "ipaddress", "ip", "ns netaddress", "primary ip address", "secondary ip address", "primary ns ip", "secondary ns ip", "ipv4", "ipv6", "name server ipv4", "name server ipv6", "primary server netaddress", "secondary server netaddress", "third server netaddress"];

    private static readonly string[] Status = ["status", "domain status", "state", "registration status", "eppstatus", "domaintype"];

    private static readonly string[] Changed =
    [
        "changed", "last update", "last updated", "last modified", "updated date", "updated", "modified", "modified date", "modification date", "record last updated", "record last updated on", "last updated date", "domain last updated",
        "record last modified", "last updated on", "last changed",
    ];

    private static readonly string[] Expires =
    [
        "registry expiry date", "expiration date", "expires", "expire", "expiry date", "paid till", "renewal date", "expire date", "registrar registration expiration date", "exp date", "expires on", "record expires on", "date renewal",
        "record expired",
    ];

    private static readonly string[] Registrar = ["registrar", "registrar name", "sponsoring registrar", "current registar", "current registrar", "authorized agency", "registered by"];

    private static readonly string[] Ds = ["ds rdata", "dsdata", "ds data", "dnssec ds data", "ds", "ds record", "dnssec ds"];

    private static readonly string[] Referral = ["refer", "referralserver", "referral server"];

    private static readonly string[] Domain = ["domain", "domain name", "domainname", "ace"];

    private static readonly string[] Contact =
        ["contact", "person", "personname", "nic hdl", "nic hdl br", "nic handle", "role", "organisation", "organization", "holder", "owner", "registrant", "admin contact", "administrative contact", "technical contact", "tech c", "zone c", "admin c", "billing contact"];

    internal static bool IsNameServer(string key) => Is(NameServer, WithoutNumber(key));

    internal static bool IsHeadingOfServers(string key) => IsNameServer(key) && WithoutNumber(key) is not "host name" and not "hostname";

    internal static bool IsOnlyHeading(string key) => Is(OnlyBelowHeading, key);

    internal static bool IsAddress(string key) => Is(Address, WithoutNumber(key));

    internal static bool IsStatus(string key) => Is(Status, key);

    internal static bool IsChanged(string key) => Is(Changed, key);

    internal static bool IsExpires(string key) => Is(Expires, key);

    internal static bool IsRegistrar(string key) => Is(Registrar, key);

    internal static bool IsDs(string key) => Is(Ds, WithoutNumber(key));

    internal static bool IsReferral(string key) => Is(Referral, key);

    internal static bool IsDomain(string key) => Is(Domain, key);

    internal static bool IsContact(string key) => Is(Contact, key);

    /// <summary>Whether words that stand alone on a line announce what is below them.</summary>
    internal static bool IsHeading(string key) => IsNameServer(key) || IsRegistrar(key) || IsStatus(key) || IsContact(key) || IsDomain(key);

    private static bool Is(string[] keys, string key) => Array.IndexOf(keys, key) >= 0;

    // "name server 2", "ns1 hostname".
    private static string WithoutNumber(string key)
    {
        var words = new List<string>();
        foreach (var word in key.Split(' '))
        {
            var plain = new StringBuilder(word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
            if (word is "ipv4" or "ipv6")
            {
                plain = new StringBuilder(word);
            }

            if (plain.Length > 0)
            {
                words.Add(plain.ToString());
            }
        }

        return string.Join(" ", words);
    }
}

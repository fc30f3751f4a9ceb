using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using GlueTools.Dns.Names;
using GlueTools.Registry.Http;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Rdap;
using GlueTools.Registry.Whois;

namespace GlueTools.Fuzz;

/// <summary>What registries send: objects of RDAP, lists of RDAP servers, answers of WHOIS and of HTTP.</summary>
internal static class RegistryTargets
{
    private const string Object = """
        {"objectClassName":"domain","ldhName":"quarry.example","unicodeName":"quarry.example","status":["client hold","active"],"events":[{"eventAction":"last changed","eventDate":"2026-07-20T16:55:31.5+02:00"}],
        "entities":[{"roles":["registrar"],"handle":"1","vcardArray":["vcard",[["fn",{},"text","Harbour \u00e9 \ud83d\ude00"]]]}],"notices":[{"title":"Terms","description":["x"]}],
        "secureDNS":{"delegationSigned":true,"dsData":[{"keyTag":1,"algorithm":8,"digestType":1,"digest":"2BB183AF5F22588179A53B0A98631FAD1A292118"}],"keyData":[{}]},
        "nameservers":[{"objectClassName":"nameserver","ldhName":"NS1.QUARRY.EXAMPLE","ipAddresses":{"v4":["192.0.2.1"],"v6":["2001:db8::1"]},"status":["associated"]},{"ldhName":"ns.helper.test"}]}
        """;

    private const string Host = """{"objectClassName":"nameserver","ldhName":"quarry.example","ipAddresses":{"v4":["192.0.2.1","10"],"v6":[]},"odd name":null,"\u0000":1e5}""";

    private const string List = """{"version":"1.0","publication":"2026-01-01T00:00:00Z","services":[[["example","co.example"],["https://a.test/x","http://b.test/"]],[["test"],["https://c.test"]]]}""";

    private static readonly DomainName Asked = DomainName.Parse("quarry.example");

    private static readonly string[] JsonWords = ["{", "}", "[", "]", ":", ",", "null", "\"\\u0000\"", "\\ud800", "\"nameservers\":[", "\"ldhName\":", "\"v4\":", "1e999", "\u202e", "\"type\"", "__type"];

    private static readonly string[] WhoisAnswers =
    [
        "domain: quarry.example\nnserver: ns1.quarry.example 192.0.2.1 2001:db8::1\nnserver: ns2.quarry.example [192.0.2.2]\nremarks: 192.0.2.3\nstatus: ok https://icann.org/epp#ok\nchanged: 20260304 05:06:07\nds-rdata: 1 8 1 2BB183AF5F22588179A53B0A98631FAD1A292118\n\ncontact: x\nchanged: 2020-01-01\n",
        "    Domain name:\n        quarry.example\n\n    Registrar:\n        Harbour [Tag = X]\n\n    Name servers:\n        ns1.quarry.example    192.0.2.1\n        ns2.quarry.example (192.0.2.2, 2001:db8::2)\n\n",
        " k [Primary Name Server]   NS1.SER\n  ns1.quarry.example   192.0.2.1\nPrimary ip address.....: 192.0.2.2\nns1_netaddress: 192.0.2.3\nAddress of x: 192.0.2.4\n",
        "% Too many requests\n", "No match for quarry.example\n", "refer: whois.registry.test\n",
    ];

    private static readonly string[] Replies =
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nETag: \"x\"\r\n\r\n{}", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n", "HTTP/1.0 429\r\nRetry-After: 5\r\n\r\n",
        "HTTP/1.1 301 Moved\r\nLocation: https://a.test/\r\nContent-Encoding: gzip\r\n\r\nx",
    ];

    internal static Target RdapObjects(int seed) => new TextTarget("RDAP", seed, [Object, Host], JsonWords, text =>
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var domain = Refused(() => Show(RdapReader.ReadDomain(octets, Asked)));
        var host = Refused(() => Show(RdapReader.ReadHost(octets, Asked)));
        return domain || host;
    });

    internal static Target RdapOctets(int seed) => new OctetTarget("RDAP (octets)", seed, [Encoding.UTF8.GetBytes(Object), Encoding.UTF8.GetBytes(Host)], octets => Refused(() => Show(RdapReader.ReadDomain(octets, Asked))));

    internal static Target Bootstraps(int seed) => new TextTarget("RDAP bootstrap", seed, [List], [.. JsonWords, "https://", "ftp://", "\"services\":"], text => Refused(() =>
    {
        var list = Bootstrap.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Target.ExpectSafe(list.Publication);
        foreach (var server in list.ServersFor(Asked, out _))
        {
            Target.Expect(server.Scheme is "https" or "http" && server.AbsolutePath.EndsWith('/'), "A server is no base of URLs.");
        }
    }));

    internal static Target Whois(int seed) => new OctetTarget("WHOIS", seed, WhoisAnswers.Select(Encoding.UTF8.GetBytes).ToArray(), octets =>
    {
        var answer = WhoisReader.Read(octets, Asked);
        if (answer.Domain is { } domain)
        {
            Show(domain);
        }

        return answer.Kind != WhoisAnswerKind.NotUnderstood;
    });

    internal static Target HttpReplies(int seed) => new OctetTarget("HTTP", seed, Replies.Select(Encoding.UTF8.GetBytes).ToArray(), octets =>
    {
        try
        {
            var reply = HttpReplyReader.ReadAsync(new MemoryStream(octets), "a.test", CancellationToken.None).GetAwaiter().GetResult();
            Target.Expect(reply.Body.Length <= HttpReplyReader.MostBody, "A body is longer than it may be.");
            return true;
        }
        catch (AskException refused)
        {
            Target.ExpectSafe(refused.Message);
            return false;
        }
    });

    private static bool Refused(Action read) => DnsTargets.RefusesText<RegistryFormatException>(read);

    private static void Show(RegisteredDomain domain)
    {
        Target.Expect(domain.Hosts.Count <= RegisteredDomain.MostHosts, "More name servers are kept than may be.");
        foreach (var text in domain.Statuses.Concat(domain.Ds).Concat(domain.Notices).Append(domain.Registrar).Append(domain.ExpiresUtc).Append(domain.LastChangedUtc))
        {
            Target.ExpectSafe(text);
            Target.Expect(text.Length <= 4 * 4 * (CleanText.Most + 3), "A text is longer than it may be.");
        }

        foreach (var host in domain.Hosts)
        {
            Show(host);
        }
    }

    private static void Show(RegisteredHost host)
    {
        Target.ExpectSafe(host.Name.Text);
        Target.Expect(host.Addresses.Count <= RegisteredDomain.MostItems && host.Addresses.Distinct().Count() == host.Addresses.Count, "Addresses are kept twice, or more than may be.");
        foreach (var status in host.Statuses)
        {
            Target.ExpectSafe(status);
        }
    }
}

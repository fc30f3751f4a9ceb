using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.Network.Options;

/// <summary>Where a walk begins (RFC 9609).</summary>
public static class RootHints
{
    /// <summary>The root servers' names and addresses as IANA publishes them (named.root of 2025).</summary>
    public static IReadOnlyList<ServerAddress> BuiltIn { get; } = Build(
    [
        "a 198.41.0.4 2001:503:ba3e::2:30",
        "b 170.247.170.2 2801:1b8:10::b",
        "c 192.33.4.12 2001:500:2::c",
        "d 199.7.91.13 2001:500:2d::d",
        "e 192.203.230.10 2001:500:a8::e",
        "f 192.5.5.241 2001:500:2f::f",
        "g 192.112.36.4 2001:500:12::d0d",
        "h 198.97.190.53 2001:500:1::53",
        "i 192.36.148.17 2001:7fe::53",
        "j 192.58.128.30 2001:503:c27::2:30",
        "k 193.0.14.129 2001:7fd::1",
        "l 199.7.83.42 2001:500:9f::42",
        "m 202.12.27.33 2001:dc3::35",
    ]);

    /// <summary>Records of a hints file. The real one has 39.</summary>
    private const int MostRecords = 10_000;

    /// <summary>
    /// Reads a hints file: the addresses of the name servers that it names for the root, or all addresses where it names none. Empty where it holds no
    /// such address.
    /// </summary>
    /// <param name="text">The file, in master-file form; stays open.</param>
    /// <exception cref="MasterFileException">The text is no master file.</exception>
    /// <exception cref="FormatException">It holds more records than any list of root servers.</exception>
    public static IReadOnlyList<ServerAddress> Read(TextReader text)
    {
        var servers = new HashSet<DomainName>();
        var hints = new List<ServerAddress>();
        // Hints are not cached, so a file without TTLs does no harm.
        var records = 0;
        foreach (var record in MasterFileReader.Read(text, DomainName.Root, defaultTtl: 0))
        {
            if (++records > MostRecords)
            {
                throw new FormatException("It holds more than " + MostRecords.ToString("N0", CultureInfo.InvariantCulture) + " records, more than any list of root servers.");
            }

            if (record.Data is NsData ns && record.Owner.IsRoot)
            {
                servers.Add(ns.NameServer);
            }
            else if (record.Data is AddressData address)
            {
                hints.Add(new ServerAddress(record.Owner, address.Address));
            }
        }

        hints.RemoveAll(hint => servers.Count > 0 && !servers.Contains(hint.Name!.Value));
        return hints;
    }

    private static List<ServerAddress> Build(string[] lines)
    {
        var hints = new List<ServerAddress>();
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            var name = DomainName.Parse(words[0] + ".root-servers.net");
            hints.Add(new ServerAddress(name, IPAddress.Parse(words[1])));
            hints.Add(new ServerAddress(name, IPAddress.Parse(words[2])));
        }

        return hints;
    }
}

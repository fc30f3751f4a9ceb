using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Reports.Reading;

namespace GlueTools.Reports.Runs;

/// <summary>
/// What a row says of its domain. Which kind of row it is shows in its cells, so rows of objects, JSON, CSV and Clixml are the same. Everything in it is escaped: who
/// wrote the file is not known.
/// </summary>
public static class RowFacts
{
    private const int LongestName = 255 * 4, LongestText = 4096;

    /// <summary>The cells that tell which kind of row it is, and what it says.</summary>
    public static IReadOnlyList<string> CellNames { get; } =
    [
        "DomainName", "Status", "Evidence", "CollectedUtc", "Detail", "ParentNameServers", "ChildNameServers", "Name", "TTL", "IPAddress", "ServedBy", "ParentServers", "NameServer", "GlueAddress",
        "CanRepair", "Findings", "FirstProblem", "NotTested", "Limits", "Check", "Code", "Summary", "Severity", "Servers", "Message", "AddressStatus", "Ds", "DomainStatus", "AskedUtc", "Source", "Referral",
    ];

    /// <summary>Reads a row.</summary>
    /// <exception cref="FormatException">It tells nothing of a delegation; the message says why, without its first capital.</exception>
    public static SeenDelegation Of(RowFields row)
    {
        var name = Cell(row, "DomainName", LongestName);
        if (name.Length == 0)
        {
            throw new FormatException(row.Has("Code") && row.Has("Summary") ? "it is a row of the catalogue, and tells of no domain" : "it has no DomainName, so it is no row of GlueTools that tells of a delegation");
        }

        return row.Has("AddressStatus") ? OfRegistry(row, name)
            : row.Has("ServedBy") ? OfGlue(row, name)
            : row.Has("CanRepair") ? OfComparison(row, name)
            : row.Has("Findings") ? OfResult(row, name)
            : row.Has("Code") && row.Has("Severity") ? OfFinding(row, name)
            : row.Has("ParentNameServers") ? OfSaved(row, name)
            : row.Has("Referral") ? throw new FormatException("it is a step of a trace, which tells of a way and not of the delegation")
            : throw new FormatException("it is no row of GlueTools that tells of a delegation");
    }

    /// <summary>The time of a cell as ISO 8601 text; empty where it is none.</summary>
    internal static string TimeOf(RowFields row, string cell)
    {
        var text = row.Text(cell);
        return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)
            : string.Empty;
    }

    /// <summary>A fact of a finding.</summary>
    internal static Fact FindingOf(string code, string nameServer, IReadOnlyList<string> addresses, IReadOnlyList<string> servers, string severity, string sentence) => new(Topic.Finding, code, nameServer, addresses)
    {
        Servers = servers,
        Rank = Enum.TryParse<Delegation.Findings.Severity>(severity, out var level) ? (int)level + 1 : 1,
        Text = sentence,
    };

    private static SeenDelegation OfGlue(RowFields row, string name)
    {
        var status = row.Text("Status");
        if (status is "NotDelegated" or "NameDoesNotExist" or "Alias")
        {
            return new SeenDelegation(name, Topic.Delegation, [new Fact(Topic.Delegation, string.Empty, string.Empty, [status])]);
        }

        if (status is not ("Present" or "Partial" or "Missing" or "NotNeeded"))
        {
            return Nothing(name, status, Cell(row, "Detail"));
        }

        var server = Cell(row, "Name");
        var servers = Cells(row, "ParentServers");
        var facts = new List<Fact>
        {
            new(Topic.Delegation, string.Empty, string.Empty, ["Delegated"]),
            new(Topic.ParentNameServer, string.Empty, server, [server]) { Servers = servers },
        };
        if (AddressOf(row.Text("IPAddress")) is { Length: > 0 } address)
        {
            facts.Add(new(Topic.Glue, string.Empty, server, [address]) { Servers = servers });
            if (row.Text("TTL").Length > 0)
            {
                facts.Add(new(Topic.ParentTtl, address.IndexOf(':') < 0 ? "A" : "AAAA", server, [Cell(row, "TTL")]) { Servers = servers });
            }
        }

        return new SeenDelegation(name, Topic.Delegation | Topic.ParentNameServer | Topic.Glue | Topic.ParentTtl, facts);
    }

    private static SeenDelegation OfComparison(RowFields row, string name)
    {
        string status = row.Text("Status"), server = Cell(row, "NameServer");
        if (status is "NotDelegated" or "NameDoesNotExist" or "Alias")
        {
            return new SeenDelegation(name, Topic.Delegation, [new Fact(Topic.Delegation, string.Empty, string.Empty, [status])]);
        }

        var held = Addresses(row, "GlueAddress");
        var right = Addresses(row, "IPAddress");
        if (server.Length == 0 || status is RowStatus.Invalid or RowStatus.Skipped or "NotObservable" || (status == "NotInZone" && row.Text("Detail").StartsWith("Neither", StringComparison.Ordinal)))
        {
            return Nothing(name, status, Cell(row, "Detail"));
        }

        var facts = new List<Fact> { new(Topic.Delegation, string.Empty, string.Empty, ["Delegated"]) };
        if (status != "NotInParent")
        {
            facts.Add(new(Topic.ParentNameServer, string.Empty, server, [server]));
        }

        if (status != "NotInZone")
        {
            facts.Add(new(Topic.ZoneNameServer, string.Empty, server, [server]) { IsUnknown = status is RowStatus.Unknown or "Unresolvable" });
        }

        if (held.Count > 0)
        {
            facts.Add(new(Topic.Glue, string.Empty, server, held));
        }

        facts.Add(new(Topic.RightAddress, string.Empty, server, right) { IsUnknown = right.Count == 0 });

        return new SeenDelegation(name, Topic.Delegation | Topic.ParentNameServer | Topic.ZoneNameServer | Topic.Glue | Topic.RightAddress, facts);
    }

    private static SeenDelegation OfResult(RowFields row, string name)
    {
        var status = row.Text("Status");
        if (status is RowStatus.Unknown or RowStatus.Invalid or RowStatus.Skipped)
        {
            return Nothing(name, status, Cell(row, "FirstProblem"));
        }

        var facts = new List<Fact>();
        var findings = row.Rows("Findings");
        foreach (var finding in findings)
        {
            facts.Add(FindingOf(Cell(finding, "Code"), Cell(finding, "NameServer"), Addresses(finding, "IPAddress"), Cells(finding, "Servers"), finding.Text("Severity"), Cell(finding, "Message")));
        }

        var codes = row.Texts("Findings");
        foreach (var code in findings.Count > 0 ? [] : codes)
        {
            // Where a list was written too deep to go on, the text of a finding stands in place of its code.
            var words = code.Split(' ', ':');
            var word = words.Length > 1 ? words[1] : code;
            facts.Add(new Fact(Topic.Code, SafeText.Cell(word), string.Empty, []));
        }

        return new SeenDelegation(name, findings.Count == 0 && codes.Count > 0 ? Topic.Code : Topic.Finding | Topic.Code, facts) { IsWhole = true }
            .At(string.Empty, scope: [.. Cells(row, "NotTested"), .. Cells(row, "Limits")]);
    }

    private static SeenDelegation OfFinding(RowFields row, string name)
    {
        var severity = row.Text("Severity");
        return severity is RowStatus.Unknown or RowStatus.Invalid or RowStatus.Skipped
            ? Nothing(name, severity, Cell(row, "Message"))
            : new SeenDelegation(
                name, Topic.Finding, [FindingOf(Cell(row, "Code"), Cell(row, "NameServer"), Addresses(row, "IPAddress"), Cells(row, "Servers"), severity, Cell(row, "Message"))]);
    }

    private static SeenDelegation OfSaved(RowFields row, string name)
    {
        if (row.Text("Status") != "Collected")
        {
            return Nothing(name, row.Text("Status"), Cell(row, "Detail"));
        }

        var facts = new List<Fact>();
        foreach (var server in Cells(row, "ParentNameServers"))
        {
            facts.Add(new(Topic.ParentNameServer, string.Empty, server, [server]));
        }

        foreach (var server in Cells(row, "ChildNameServers"))
        {
            facts.Add(new(Topic.ZoneNameServer, string.Empty, server, [server]));
        }

        return new SeenDelegation(name, (row.Texts("ParentNameServers").Count > 0 ? Topic.ParentNameServer : 0) | (row.Texts("ChildNameServers").Count > 0 ? Topic.ZoneNameServer : 0), facts) { IsWhole = true }
            .At(TimeOf(row, "CollectedUtc"));
    }

    private static SeenDelegation OfRegistry(RowFields row, string name)
    {
        var status = row.Text("Status");
        if (status is not ("Registered" or "NotRegistered"))
        {
            return Nothing(name, status, Cell(row, "Detail"));
        }

        var facts = new List<Fact> { new(Topic.Registration, string.Empty, string.Empty, [status]) };
        if (status == "NotRegistered")
        {
            return new SeenDelegation(name, Topic.Registration, facts).At(TimeOf(row, "AskedUtc"));
        }

        var server = Cell(row, "NameServer");
        IReadOnlyList<string> source = Cell(row, "Source") is { Length: > 0 } one ? [one] : [];
        if (server.Length > 0)
        {
            facts.Add(new(Topic.RegistryNameServer, string.Empty, server, [server]) { Servers = source });
            if (row.Text("AddressStatus") != "NoAddress")
            {
                facts.Add(new(Topic.RegistryAddress, string.Empty, server, Addresses(row, "IPAddress")) { IsUnknown = row.Text("AddressStatus") != "Held", Servers = source });
            }
        }

        facts.Add(new(Topic.RegistryDs, string.Empty, string.Empty, Cells(row, "Ds")) { Servers = source });
        facts.Add(new(Topic.RegistryStatus, string.Empty, string.Empty, Cells(row, "DomainStatus")) { Servers = source });
        return new SeenDelegation(name, Topic.Registration | Topic.RegistryNameServer | Topic.RegistryAddress | Topic.RegistryDs | Topic.RegistryStatus, facts).At(TimeOf(row, "AskedUtc"));
    }

    private static SeenDelegation Nothing(string name, string status, string why) =>
        new(name, Topic.None, []) { Why = why.Length > 0 ? why : "The row says " + SafeText.Cell(Short(status, 64)) + "." };

    private static string AddressOf(string text) => AddressSpelling.TryParse(text, out var address) ? address.ToString() : SafeText.Cell(Short(text, LongestName));

    private static List<string> Addresses(RowFields row, string cell)
    {
        var addresses = new List<string>();
        foreach (var text in row.Texts(cell))
        {
            addresses.Add(AddressOf(text));
        }

        return addresses;
    }

    private static List<string> Cells(RowFields row, string cell)
    {
        var cells = new List<string>();
        foreach (var text in row.Texts(cell))
        {
            cells.Add(SafeText.Cell(Short(text, LongestText)));
        }

        return cells;
    }

    private static string Cell(RowFields row, string cell, int most = LongestText) => SafeText.Cell(Short(row.Text(cell), most));

    private static string Short(string text, int most) => text.Length > most ? text.Substring(0, most) : text;
}

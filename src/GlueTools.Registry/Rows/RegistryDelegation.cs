using System.Collections.Generic;
using System.Globalization;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;

namespace GlueTools;

/// <summary>What a registry holds about one name server of a domain, or why that is not known.</summary>
public sealed class RegistryDelegation
{
    private RegistryDelegation(string domainName, string status)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>Registered, NotRegistered, Unknown, Invalid or Skipped.</summary>
    public string Status { get; }

    /// <summary>0 for what the registry answered; negative where there is no answer: -1 Unknown, -2 Invalid, -3 Skipped.</summary>
    public int Rank => Status switch
    {
        RowStatus.Unknown => -1,
        RowStatus.Invalid => -2,
        RowStatus.Skipped => -3,
        _ => 0,
    };

    /// <summary>The name server; empty where the registry holds none.</summary>
    public string NameServer { get; private set; } = string.Empty;

    /// <summary>
    /// Held (these are its addresses at the registry), NoAddress (the registry shows the host, and holds none), NotShown (the registry shows no host object, so it
    /// cannot be told), NotAsked (it could not be asked); empty without a name server.
    /// </summary>
    public string AddressStatus { get; private set; } = string.Empty;

    /// <summary>The addresses.</summary>
    public TextList IPAddress { get; private set; } = TextList.None;

    /// <summary>Statuses of the host object, in the words of EPP.</summary>
    public TextList HostStatus { get; private set; } = TextList.None;

    /// <summary>When the host object was last changed, ISO 8601, UTC; empty where the registry does not say.</summary>
    public string HostChangedUtc { get; private set; } = string.Empty;

    /// <summary>Who says what the addresses are: a URL, or a WHOIS server.</summary>
    public string HostSource { get; private set; } = string.Empty;

    /// <summary>Statuses of the domain, in the words of EPP where the registry uses them.</summary>
    public TextList DomainStatus { get; private set; } = TextList.None;

    /// <summary>When the domain was last changed, ISO 8601, UTC; empty where the registry does not say.</summary>
    public string DomainChangedUtc { get; private set; } = string.Empty;

    /// <summary>When the registration ends, ISO 8601, UTC; empty where the registry does not say.</summary>
    public string ExpiresUtc { get; private set; } = string.Empty;

    /// <summary>DS records that the registry holds.</summary>
    public TextList Ds { get; private set; } = TextList.None;

    /// <summary>The registrar.</summary>
    public string Registrar { get; private set; } = string.Empty;

    /// <summary>Who says what the domain's name servers are: a URL, or a WHOIS server.</summary>
    public string Source { get; private set; } = string.Empty;

    /// <summary>When it was asked, ISO 8601, UTC; empty where nobody was.</summary>
    public string AskedUtc { get; private set; } = string.Empty;

    /// <summary>What is to be said beside: why something is not known, or what the registry does not hold.</summary>
    public string Detail { get; private set; } = string.Empty;

    /// <summary>What was left out.</summary>
    public TextList Limits { get; private set; } = TextList.None;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(Status), Status), (nameof(Rank), Rank), (nameof(NameServer), NameServer),
        (nameof(AddressStatus), AddressStatus), (nameof(IPAddress), IPAddress), (nameof(HostStatus), HostStatus),
        (nameof(HostChangedUtc), HostChangedUtc), (nameof(HostSource), HostSource), (nameof(DomainStatus), DomainStatus),
        (nameof(DomainChangedUtc), DomainChangedUtc), (nameof(ExpiresUtc), ExpiresUtc), (nameof(Ds), Ds), (nameof(Registrar), Registrar),
        (nameof(Source), Source), (nameof(Detail), Detail), (nameof(Limits), Limits));

    /// <summary>A row for a name about which there is nothing but a sentence.</summary>
    public static RegistryDelegation Without(string domainName, string status, string why) => new(domainName, status) { Detail = SafeText.Cell(why) };

    /// <summary>The row of a name that no registry is asked about; null for any other.</summary>
    public static RegistryDelegation? OfUnregistrable(Dns.Names.DomainName name) => name.LabelCount > 1 ? null : Without(
        name.Text, RowStatus.Skipped, name.IsRoot ? "Nobody registers the root." : "A top-level domain is registered at IANA, whose root zone says the same as the servers; name a domain below it.");

    internal static IReadOnlyList<RegistryDelegation> From(RegistryAnswer answer)
    {
        if (answer.Domain is not { } domain)
        {
            return
            [
                new RegistryDelegation(answer.Name.Text, answer.IsNotRegistered ? "NotRegistered" : RowStatus.Unknown)
                {
                    Source = SafeText.Cell(answer.Source),
                    AskedUtc = AskedOf(answer),
                    Detail = SafeText.Cell(answer.IsNotRegistered ? "The registry says that " + answer.Name + " is not registered." : answer.Why),
                },
            ];
        }

        var rows = new List<RegistryDelegation>();
        foreach (var host in answer.Hosts)
        {
            var row = RowOf(answer, domain);
            row.NameServer = SafeText.Cell(host.Name.Text);
            row.AddressStatus = host.Status.ToString();
            row.IPAddress = TextList.Of(host.Host?.Addresses ?? []);
            row.HostStatus = Cells(host.Host?.Statuses ?? []);
            row.HostChangedUtc = host.Host?.LastChangedUtc ?? string.Empty;
            row.HostSource = SafeText.Cell(host.Source);
            row.Detail = SafeText.Cell(host.Why);
            row.Limits = Cells([.. domain.Limits, .. host.Host?.Limits ?? []]);
            rows.Add(row);
        }

        if (rows.Count == 0)
        {
            var row = RowOf(answer, domain);
            row.Detail = "The registry holds no name server for " + domain.Name + ".";
            rows.Add(row);
        }

        return rows;
    }

    private static RegistryDelegation RowOf(RegistryAnswer answer, RegisteredDomain domain) => new(domain.Name.Text, "Registered")
    {
        DomainStatus = Cells(domain.Statuses),
        DomainChangedUtc = domain.LastChangedUtc,
        ExpiresUtc = domain.ExpiresUtc,
        Ds = TextList.Of(domain.Ds),
        Registrar = SafeText.Cell(domain.Registrar),
        Source = SafeText.Cell(answer.Source),
        AskedUtc = AskedOf(answer),
        Limits = Cells(domain.Limits),
    };

    private static string AskedOf(RegistryAnswer answer) => answer.AskedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static TextList Cells(IReadOnlyList<string> texts)
    {
        var cells = new List<string>();
        foreach (var text in texts)
        {
            cells.Add(SafeText.Cell(text));
        }

        return TextList.Of(cells);
    }
}

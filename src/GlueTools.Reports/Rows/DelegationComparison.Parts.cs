using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <content>What a row is made of, and a row as a part: of the delegation that it is about, and of its name server where it is about one address.</content>
public sealed partial class DelegationComparison
{
    private const string Agreed = "Match";

    private HashSet<string> _published = new(), _unusable = new();
    private Severity? _worstOfUnusable;
    private ProposedDelegation? _delegated;
    private string? _address;

    /// <summary>The delegation that the parent served when this was compared, all its name servers; null where none was seen. It does not outlive the session.</summary>
    public ProposedDelegation? Delegated() => _delegated;

    /// <summary>The one address that the row is about; null where it is about all of the name server's.</summary>
    public string? OneAddress() => _address;

    /// <summary>What the row says of one of its addresses: what is wrong with the name server may be wrong with another one of them.</summary>
    private (string Status, string Detail, Severity? Worst) OneAddress(string address)
    {
        if (Status is not ("GlueMissing" or "GlueStale" or "GlueDiffers" or "ZoneDiffers" or Unusable or "RegistryDiffers"))
        {
            return (Status, Detail, _worst);
        }

        if (MissingAddress.Contains(address) || StaleAddress.Contains(address))
        {
            return (MissingAddress.Contains(address) ? "GlueMissing" : "GlueStale", Detail, _worst);
        }

        if (!GlueAddress.Contains(address) || !_published.Contains(address) || (Status == "RegistryDiffers" && !RegistryAddress.Contains(address)))
        {
            return (Status, Detail, _worst);
        }

        return _unusable.Contains(address)
            ? (Unusable, "Parent and zone agree, and at " + address + " nobody gets the zone.", _worstOfUnusable)
            : (Agreed, "Parent and zone agree about " + address + ".", null);
    }

    private static List<Delegation.Findings.Finding> FindingsAbout(DelegationReport report, DomainName name)
    {
        var findings = new List<Delegation.Findings.Finding>();
        foreach (var finding in report.All)
        {
            if (finding.Kind.Aspect == FindingAspect.RegistryDiffers && finding.Concerns(name))
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    private static HashSet<string> Texts(IEnumerable<IPAddress> addresses) => new(addresses.Select(address => address.ToString()));

    private static string HowFarTheyAgree(ParentSide parent, string but) => ParentSilence.InVainSentence(parent) is { Length: > 0 } silence
        ? "Parent and zone agree as far as the parent's side was seen" + but + ". " + silence
        : "Parent and zone agree" + but + ".";
}

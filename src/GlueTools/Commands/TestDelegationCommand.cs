using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Completion;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Loading;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Policies;

namespace GlueTools.Commands;

/// <summary>Tests the delegations of domains from the parent's side and the child's: as they are, or as they would be.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Delegation", DefaultParameterSetName = ResultSet, HelpUri = HelpPages.TestDelegation)]
[OutputType(typeof(DelegationResult), ParameterSetName = [ResultSet])]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [BooleanSet])]
[OutputType(typeof(DelegationChange), ParameterSetName = [ChangeSet])]
public sealed partial class TestDelegationCommand : RegistryBesideCommand
{
    private const string ResultSet = "Result", FindingSet = "Finding", BooleanSet = "Boolean", ChangeSet = "Change";

    private static readonly string[] ProposalParameters = [nameof(NameServer), nameof(Glue), nameof(Ds)];

    private readonly Held<GluePolicy> _gluePolicy = new();
    private readonly Held<EvidenceKept> _evidence = new();
    private readonly Held<Severity> _minimumSeverity = new();
    private int _findings;
    private bool _isWholeGiven;

    /// <summary>Write each finding as a row instead of one row for each domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FindingSet)]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Write only whether each domain is healthy.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BooleanSet)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Judge a delegation that is not there yet: the name servers, glue and DS records given take the place of the parent's.</summary>
    [Parameter]
    public SwitchParameter Undelegated { get; set; }

    /// <summary>The name servers of the delegation to be: names, or names with addresses (<c>ns1.example.com/192.0.2.1</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NameServerTransform]
    public string[]? NameServer { get; set; }

    /// <summary>The glue of the delegation to be: addresses by name server.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [GlueTransform]
    public Hashtable? Glue { get; set; }

    /// <summary>The DS records of the delegation to be: text, or objects with KeyTag, Algorithm, DigestType and Digest.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object[]? Ds { get; set; }

    /// <summary>Servers whose copy of the zone is the truth of the child side: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? ChildServer { get; set; }

    /// <summary>Also ask what the domain depends on beyond its delegation: the zones that name servers lie in, and theirs.</summary>
    [Parameter]
    public SwitchParameter Dependencies { get; set; }

    /// <summary>Test the delegations above each domain as well, each once.</summary>
    [Parameter]
    public SwitchParameter Ancestors { get; set; }

    /// <summary>Set what these resolvers say beside what the servers say: addresses, host names, or words for public ones (<c>cloudflare</c>, <c>google</c>, <c>quad9</c>, <c>public</c> for all).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResolverCompleter))]
    public string[]? Resolver { get; set; }

    /// <summary>Say what a parent that follows CDS, CDNSKEY and CSYNC records would do now, and where it wants to be told.</summary>
    [Parameter]
    public SwitchParameter Acceptance { get; set; }

    /// <summary>Report these only: checks or codes; wildcards are understood. All if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckCompleter))]
    public string[]? Check { get; set; }

    /// <summary>Leave these out: checks or codes; wildcards are understood.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckCompleter))]
    public string[]? ExcludeCheck { get; set; }

    /// <summary>With Registry, report a registration that ends within so many days.</summary>
    [Parameter]
    [ValidateRange(0, CheckPolicy.MostExpiryDays)]
    public int ExpiryDays { get; set; } = CheckPolicy.DefaultExpiryDays;

    /// <summary>Leave out findings below this severity.</summary>
    [Parameter]
    public Severity MinimumSeverity
    {
        get => _minimumSeverity.Value;
        set => _minimumSeverity.Value = value;
    }

    /// <summary>Write rows of these statuses only; whatever is left out counts all the same.</summary>
    [Parameter(ParameterSetName = ResultSet)]
    [Parameter(ParameterSetName = FindingSet)]
    [ValidateNotNullOrEmpty]
    [ValidateSet("Healthy", "Info", "Notice", "Warning", "Error", "Critical", "Unknown", "Invalid", "Skipped")]
    public string[]? Status { get; set; }

    /// <summary>Of which domains the row carries what the servers said, so that it can be judged again without the network.</summary>
    [Parameter]
    public EvidenceKept Evidence
    {
        get => _evidence.Value;
        set => _evidence.Value = value;
    }

    /// <summary>A PowerShell data file that says what to report, and how severe it is in this house.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PolicyFile { get; set; }

    /// <summary>Judge by what a parent demands: the name of a profile that comes with the module.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>Whose addresses the parent of the zone file publishes: Narrow (of a zone's own name servers) or Wide (of all below the parent). Not judged unless stated.</summary>
    [Parameter]
    public GluePolicy GluePolicy
    {
        get => _gluePolicy.Value;
        set => _gluePolicy.Value = value;
    }

    private protected override GluePolicy StatedPolicy => GluePolicy == GluePolicy.Unstated && Profile is { } name ? CheckProfile.Find(name)?.GluePolicy ?? GluePolicy.Unstated : GluePolicy;

    private protected override int? FindingCount => _findings;

    // Of a proposal, every object is a part, by whatever property it names the domain.
    private protected override bool IsPart(PipedDomain piped) => Undelegated ? InputObject is not null && PipelineObject.Unwrap(InputObject) is not string : base.IsPart(piped);

    private protected override AuditOptions Configure(AuditOptions options)
    {
        foreach (var name in ProposalParameters)
        {
            // What comes down the pipeline is bound later: delegations as they are may be piped in without the switch.
            if (!Undelegated && MyInvocation.BoundParameters.ContainsKey(name))
            {
                Refuse(name, "-" + name + " describes a delegation that is not there yet; give -Undelegated with it.", "Add -Undelegated, or leave -" + name + " out.");
            }
        }

        _isWholeGiven = MyInvocation.BoundParameters.ContainsKey(nameof(NameServer));
        RefuseHistory();
        if (Evidence != EvidenceKept.None && (Detailed || Quiet || ChangesOnly))
        {
            Refuse(this, "Neither the findings of -Detailed nor the truth values of -Quiet nor the changes of -ChangesOnly carry evidence.", "Leave -Evidence or the other switch out.");
        }

        if (Undelegated && HasFiles)
        {
            Refuse(nameof(Undelegated), "-Undelegated says what the parent would have, and zone files say what it has; give one of them.", "Leave -Undelegated or the zone files out.");
        }

        if (Registry && Undelegated)
        {
            Refuse(nameof(Registry), "-Undelegated says what would be, and -Registry asks what the registry holds.", "Leave one of them out.");
        }

        if (GluePolicy != GluePolicy.Unstated && ParentZoneFile is null)
        {
            Refuse(nameof(GluePolicy), "-GluePolicy is about a zone file of the parent; give one with -ParentZoneFile.", "Give -ParentZoneFile, or leave -GluePolicy out.");
        }

        if (Ancestors && (Undelegated || HasFiles || Resume is not null))
        {
            Refuse(nameof(Ancestors), "-Ancestors asks the servers above; it does not go with -Undelegated, zone files or -Resume.", "Leave -Ancestors or the others out.");
        }

        var configured = base.Configure(options);
        _history = StateFile is null ? null : OpenHistory(GetUnresolvedProviderPathFromPSPath(StateFile));
        return configured with
        {
            ChildServers = ReadAddresses(ChildServer, "-ChildServer"),
            PreviousServers = ReadPreviousServers(),
            PreviousGoneUtc = ReadGone(),
            Resolvers = ReadResolvers(Resolver),
            Acceptance = Acceptance,
            Policy = ReadPolicy(),
            Dependencies = Dependencies,
            KeepEvidence = configured.KeepEvidence || Evidence != EvidenceKept.None,
        };
    }

    private protected override DomainName? Above(AuditItem item) => Ancestors ? item.Report?.View.ZoneAbove : null;

    private protected override void Collect(AuditRequest request)
    {
        if (Undelegated)
        {
            request.Parts.Add(ProposalPart.Of(NameServer, Glue, Ds, InputObject));
        }
    }

    private protected override bool Prepare(AuditRequest request)
    {
        if (!Undelegated)
        {
            return true;
        }

        try
        {
            var proposed = ProposalReader.Read(request.Parts, PipelineObject.ReadProperty);
            // Who names the name servers beside the pipeline means these and no others.
            request.Proposal = _isWholeGiven ? proposed : RowsCarriedOut.On(proposed, request.Parts);
            return true;
        }
        catch (ProposalException error)
        {
            WriteWithout(request, RowStatus.Invalid, error.Message);
            Report(error.Id, ErrorCategory.InvalidArgument, error.Target, error.Message, "Correct what is to be given to the registrar.");
            return false;
        }
    }

    private protected override bool Judge(string evidence, AuditRequest request, AuditOptions options) => !Undelegated && base.Judge(evidence, request, options);

    private protected override void Start(AuditSession session, AuditRequest request)
    {
        if (request.Proposal is { } proposal)
        {
            session.StartUndelegated(request.Name, proposal, request);
        }
        else
        {
            base.Start(session, request);
        }
    }

    private protected override void WriteRows(DelegationReport report, AuditRequest request)
    {
        if (request.Proposal is { } proposal && !_isWholeGiven && RowsCarriedOut.NotSpokenOf(report.View, proposal, request.Parts) is { Count: > 0 } missing)
        {
            WriteWarning(
                request.DomainName + " was judged without " + string.Join(", ", missing.Select(name => name.Text)) + ", which the zone has: no row piped in speaks of "
                + (missing.Count == 1 ? "it" : "them") + ", and rows from a file or another session hold nothing of the rest of the delegation. Give all rows of the domain, or compare again in this session.");
        }

        Write(DelegationResult.From(report, Evidence));
        Tell(_history?.Take(report));
    }

    private protected override void WriteWithout(AuditRequest request, string status, string detail)
    {
        Write(DelegationResult.Without(request.DomainName, status, detail));
        Tell(_history?.Without(request.DomainName, detail));
    }

    private CheckPolicy ReadPolicy()
    {
        if (Profile is not null && PolicyFile is not null)
        {
            Refuse(nameof(Profile), "-Profile is a policy, too; leave -PolicyFile out.", "Leave one of them out.");
        }

        try
        {
            var given = MyInvocation.BoundParameters;
            return PolicyChoice.Read(
                Profile,
                PolicyFile is null ? null : GetUnresolvedProviderPathFromPSPath(PolicyFile),
                Check,
                ExcludeCheck,
                given.ContainsKey(nameof(ExpiryDays)) ? ExpiryDays : null,
                given.ContainsKey(nameof(MinimumSeverity)) ? MinimumSeverity : null);
        }
        catch (PolicyException error)
        {
            var category = error.Id == PolicyException.Malformed ? ErrorCategory.InvalidData : ErrorCategory.ObjectNotFound;
            End(error.Id, category, error.Target, error.Message, "Get-DelegationCheck lists the names; Get-Help Test-Delegation -Parameter PolicyFile shows a policy file.");
            throw;
        }
    }

    private void Write(DelegationResult result)
    {
        _findings += result.Findings.Count;
        if (ChangesOnly || (Status is not null && !Status.Contains(result.Status, StringComparer.OrdinalIgnoreCase)))
        {
            return;
        }

        if (Quiet)
        {
            WriteObject(result.IsHealthy);
        }
        else if (!Detailed)
        {
            WriteObject(result);
        }
        else
        {
            // Without a verdict there is a row that says so: a file of findings must not look like that of a healthy domain.
            WriteObject(Finding.From(result), enumerateCollection: true);
        }
    }
}

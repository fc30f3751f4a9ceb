using System;
using System.Collections.Generic;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Completion;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Changes;
using GlueTools.Shared.Histories;
using GlueTools.ZoneFiles;

namespace GlueTools.Commands;

/// <summary>A command that plans a change of delegations.</summary>
public abstract class PlanningCommand : DomainCommand
{
    private PlanRequest? _request;
    private Func<DomainName, ProposedDelegation, DelegationView?>? _look;

    /// <summary>Do everything that the findings ask for. This is the goal unless another one is given.</summary>
    [Parameter]
    public SwitchParameter Repair { get; set; }

    /// <summary>Give this name server other addresses: those of -Add come, those of -Remove go.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Renumber { get; set; }

    /// <summary>Addresses that -Renumber adds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Add { get; set; }

    /// <summary>Addresses that -Renumber removes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Remove { get; set; }

    /// <summary>Put the name server of -With in place of this one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Replace { get; set; }

    /// <summary>The name server that -Replace puts there: a name, or a name with addresses (<c>ns3.example.com/192.0.2.3</c>).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? With { get; set; }

    /// <summary>Put these name servers in place of all: names, or names with addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? MoveTo { get; set; }

    /// <summary>Take this name server out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RemoveNameServer { get; set; }

    /// <summary>Go on although fewer name servers can be reached afterwards.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The new servers sign with other keys: the zone goes unsigned for the time of the move.</summary>
    [Parameter]
    public SwitchParameter WithoutKeys { get; set; }

    /// <summary>The lowest TTL to which the registry (RFC 9803) or the parent zone lets NS records and glue be set; lowering them is planned where that ends earlier.</summary>
    [Parameter]
    [ValidateRange(1, 172800)]
    public int ParentTtlSec { get; set; }

    /// <summary>Domains that may use the same name servers; those that do are named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? OtherDomain { get; set; }

    /// <summary>The file of a parent zone whose delegations may use the same name servers; those that do are named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OtherZoneFile { get; set; }

    /// <summary>A history, as Test-Delegation -StateFile keeps it, whose domains may use the same name servers; those that do are named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OtherStateFile { get; set; }

    /// <summary>The time to count from; before the year 5000.</summary>
    [Parameter]
    [TimeTransform]
    public DateTime? Now { get; set; }

    /// <summary>Servers whose copy of the zone is the truth of the child side: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? ChildServer { get; set; }

    private protected PlanRequest Request => _request!;

    private protected override AuditOptions Configure(AuditOptions options)
    {
        options = base.Configure(options) with { Depth = AuditDepth.Standard, ChildServers = ReadAddresses(ChildServer, "-ChildServer") };
        var mistakes = new List<string>();
        var goal = new PlanGoalReader(word => "-" + word)
        {
            Repair = Repair, Renumber = Renumber, Add = Add ?? [], Remove = Remove ?? [], Replace = Replace, With = With, MoveTo = MoveTo ?? [], RemoveNameServer = RemoveNameServer,
        }.Read(mistakes);
        var names = new List<DomainName>();
        foreach (var text in OtherDomain ?? [])
        {
            if (DomainNameInput.TryRead(text, out var name, out _, out var sentence))
            {
                names.Add(name);
            }
            else
            {
                mistakes.Add("-OtherDomain: " + sentence);
            }
        }

        if (goal is null || mistakes.Count > 0)
        {
            End("InvalidGoal", ErrorCategory.InvalidArgument, MyInvocation.MyCommand.Name, string.Join(" ", mistakes), "Correct the goal.");
        }

        if (Now?.ToUniversalTime() >= PlanOptions.Latest)
        {
            var latest = PlanOptions.Latest.Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
            End("InvalidTime", ErrorCategory.InvalidArgument, Now, "-Now takes a time before the year " + latest + ", not '" + Now.Value.ToString("s", System.Globalization.CultureInfo.InvariantCulture) + "'.", "Correct -Now.");
        }

        var plan = new PlanOptions { Force = Force, WithoutKeys = WithoutKeys, ParentTtl = MyInvocation.BoundParameters.ContainsKey(nameof(ParentTtlSec)) ? (uint)ParentTtlSec : null };
        List<OtherDomain> known =
        [
            .. ReadOther(nameof(OtherZoneFile), OtherZoneFile, ReadZone),
            .. ReadOther(nameof(OtherStateFile), OtherStateFile, OtherDomainFiles.OfHistory),
        ];
        var others = new Lazy<IReadOnlyList<OtherDomain>>(() => [.. Find(options, names), .. known]);
        _request = new PlanRequest(goal!, () => plan with { NowUtc = (Now ?? DateTime.UtcNow).ToUniversalTime(), Others = others.Value })
        {
            Way = new PlanWay { Servers = options.Servers, IPv4Only = options.IPv4Only, IPv6Only = options.IPv6Only },
        };
        _look = (name, proposed) =>
        {
            using var session = Open(() => new AuditSession(options, Observer));
            return DelegationAhead.Look(session, name, proposed, Cancel);
        };
        return options;
    }

    /// <inheritdoc/>
    private protected sealed override void WriteItem(AuditItem item, AuditRequest request)
    {
        Request.Look = _look;
        WriteRows(item.Report!);
    }

    /// <inheritdoc/>
    private protected sealed override bool Judge(string evidence, AuditRequest request, AuditOptions options)
    {
        try
        {
            // Whoever gives evidence means nobody to be asked.
            Request.Look = null;
            WriteRows(DelegationReport.Of(EvidenceReader.Read(evidence), options.Policy));
        }
        catch (EvidenceFormatException error)
        {
            WriteWithout(request, RowStatus.Invalid, error.Message);
            Report("InvalidEvidence", ErrorCategory.InvalidData, request.DomainName, error.Message, "Collect the evidence again with Get-Delegation.");
        }

        return true;
    }

    /// <summary>Writes the rows of an audited domain.</summary>
    private protected abstract void WriteRows(DelegationReport report);

    /// <summary>What belongs to a plan and to none of its steps; a goal that cannot be reached safely is an error of that domain alone.</summary>
    private protected void Tell(string domain, string status, string detail, IEnumerable<string> remarks)
    {
        if (status == "Refused")
        {
            base.Report("GoalRefused", ErrorCategory.InvalidOperation, domain, domain + ": " + detail, "Change the goal, or repair the domain first; -Force goes on where fewer name servers are what is wanted.");
        }

        if (status == "Undecided")
        {
            WriteWarning(domain + ": " + detail);
        }

        foreach (var remark in remarks)
        {
            WriteWarning(domain + ": " + remark);
        }
    }

    private List<OtherDomain> ReadOther(string parameter, string? given, Func<string, List<OtherDomain>> read)
    {
        if (given is null)
        {
            return [];
        }

        var full = GetUnresolvedProviderPathFromPSPath(given);
        try
        {
            return read(full);
        }
        catch (Exception error) when (error is ZoneFileException or FormatException)
        {
            End("OtherDomainsDamaged", ErrorCategory.InvalidData, full, "-" + parameter + ": " + SafeText.Escape(error.Message), "Name another file.");
            throw;
        }
        catch (Exception error) when (error is System.IO.IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.IO.InvalidDataException)
        {
            End("OtherDomainsUnreadable", ErrorCategory.ReadError, full, "-" + parameter + ": '" + SafeText.Escape(full) + "' cannot be read: " + SafeText.Escape(error.Message), "Name a file that can be read.");
            throw;
        }
    }

    private List<OtherDomain> ReadZone(string path)
    {
        using var file = ZoneFile.At(path);
        return OtherDomainFiles.OfZone(file, problem => WriteWarning("-" + nameof(OtherZoneFile) + ": " + SafeText.Escape(problem.Message)));
    }

    private IReadOnlyList<OtherDomain> Find(AuditOptions options, List<DomainName> names)
    {
        if (names.Count == 0)
        {
            return [];
        }

        using var session = Open(() => new AuditSession(options with { Depth = AuditDepth.Core }, Observer));
        return OtherDomains.Find(session, names, Cancel);
    }
}

using System;
using System.Linq;
using System.Management.Automation;
using GlueTools.Completion;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Pipeline;
using GlueTools.Reports.Changes;

namespace GlueTools.Commands;

/// <summary>Writes steps of a plan for whoever carries them out. It only writes; nobody is told anything.</summary>
[Cmdlet(VerbsData.ConvertTo, "DelegationChange", HelpUri = HelpPages.ConvertToDelegationChange)]
[OutputType(typeof(string))]
public sealed class ConvertToDelegationChangeCommand : PSCmdlet
{
    private DelegationPlan? _last;

    /// <summary>Rows of New-DelegationPlan or Get-DelegationChange.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The form.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ChangeFormatCompleter))]
    public string As { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!ChangeFormats.Names.Contains(As, StringComparer.OrdinalIgnoreCase))
        {
            ThrowTerminatingError(Errors.Of(
                "UnknownForm", ErrorCategory.InvalidArgument, As, "-As takes " + string.Join(", ", ChangeFormats.Names) + ", not '" + Dns.Names.SafeText.Escape(As) + "'.", "Correct -As."));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (InputObject!.BaseObject)
        {
            case PlanStep row when row.Source() is { } source:
                Write(source.Plan, source.Step);
                break;
            case RequiredChange row when row.Source() is { } plan:
                // The rows of one domain are one sheet.
                if (!ReferenceEquals(plan, _last) && PlanWords.WhyUndecided(plan) is { } undecided)
                {
                    Undecided(row.DomainName, undecided);
                }

                foreach (var step in ReferenceEquals(plan, _last) ? [] : plan.Steps.Where(step => step.Changes.Any(change => change.Place == ChangePlace.Delegation)))
                {
                    Write(plan, step);
                }

                _last = plan;
                break;
            case PlanStep { Status: "Undecided" } row:
                Undecided(row.DomainName, row.Action);
                break;
            case PlanStep row:
                WriteWarning(row.DomainName + ": " + row.Action);
                break;
            case RequiredChange row:
                WriteWarning(row.DomainName + ": " + row.Detail);
                break;
            default:
                WriteError(Errors.Of(
                    "NoPlan",
                    ErrorCategory.InvalidData,
                    InputObject,
                    "ConvertTo-DelegationChange takes rows of New-DelegationPlan or Get-DelegationChange of this session; those that come from a file, a job or another session hold text only.",
                    "Make the plan here, from saved evidence if need be: Import-Clixml evidence.xml | New-DelegationPlan."));
                break;
        }
    }

    // Nothing written would pass for nothing to do.
    private void Undecided(string domain, string why) =>
        WriteError(Errors.Of("PlanUndecided", ErrorCategory.InvalidResult, domain, domain + ": " + why, "Decide, and make a plan for what you chose."));

    private void Write(DelegationPlan plan, Delegation.Plans.PlanStep step)
    {
        var converted = ChangeFormats.Convert(As, plan, step);
        if (converted.Text.Length > 0)
        {
            WriteObject(converted.Text);
        }

        foreach (var sentence in converted.Missing)
        {
            WriteWarning(plan.Start.Domain + ", step " + step.Number + ": " + sentence);
        }

        if (converted.Text.Length == 0 && converted.Missing.Count == 0)
        {
            WriteVerbose(plan.Start.Domain + ", step " + step.Number + ": nothing of it is for '" + As + "'.");
        }
    }
}

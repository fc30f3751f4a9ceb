using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using GlueTools.Binding;
using GlueTools.Completion;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Changes;
using GlueTools.Reports.Escaping;

namespace GlueTools.Commands;

/// <summary>
/// Carries changes of delegations out through the DnsServer module of this session, one name server at a time, and looks whether they have come. The only
/// command that changes anything, and only by that module.
/// </summary>
[Cmdlet(VerbsDiagnostic.Repair, "Delegation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpPages.RepairDelegation)]
[OutputType(typeof(PlanStep))]
public sealed class RepairDelegationCommand : NetworkCommand
{
    /// <summary>Rows of Compare-GlueToZone that can be repaired, or steps of New-DelegationPlan.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The DNS server that keeps the parent zone; passed on to the DnsServer module, and asked first afterwards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ComputerName { get; set; }

    /// <summary>Start at these servers of the parent zone, or of an ancestor zone, instead of the root: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? Server { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        switch (InputObject!.BaseObject)
        {
            case DelegationComparison { CanRepair: true } row:
                Carry(PlanStep.Without(row.DomainName, "Pending", row.Detail), [DelegationCall.ToSet(row.ZoneName, row.ChildZoneName, row.NameServer, row.IPAddress)]);
                break;
            case DelegationComparison row:
                Refuse("NotRepairable", row.DomainName, row.NameServer + " of " + row.DomainName + " cannot be repaired without looking further: " + row.Detail, "Look at Test-Delegation " + row.DomainName + ".");
                break;
            case PlanStep row when row.Source() is { } source:
                Carry(row, source.Plan, source.Step);
                break;
            case PlanStep { Step: 0 } row:
                WriteWarning(row.DomainName + ": " + row.Action);
                break;
            default:
                Refuse("NoPlan", InputObject.ToString(), "Repair-Delegation takes rows of Compare-GlueToZone or New-DelegationPlan of this session; " + WhatCame(InputObject), "Compare or plan again here.");
                break;
        }
    });

    private void Carry(PlanStep row, DelegationPlan plan, Delegation.Plans.PlanStep step)
    {
        if (step.Changes.Any(change => change.Place != ChangePlace.Delegation))
        {
            WriteWarning(row.DomainName + ", step " + row.Step + ": is for " + row.Actor + ", not for the parent's DNS server.");
            return;
        }

        if (DateTime.UtcNow < step.EarliestUtc)
        {
            Refuse("TooEarly", row.DomainName, row.DomainName + ", step " + row.Step + " would break resolution before " + step.EarliestUtc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC.", "Carry it out then.");
            return;
        }

        var missing = new List<string>();
        var calls = DelegationCalls.Of(new StepContext(plan, step), missing);
        if (missing.Count > 0)
        {
            Refuse("NotPossible", row.DomainName, row.DomainName + ", step " + row.Step + ": " + string.Join(" ", missing), "Carry the step out by hand.");
            return;
        }

        Carry(row, calls);
    }

    private void Carry(PlanStep row, IReadOnlyList<DelegationCall> calls)
    {
        var domain = DomainName.Parse(row.DomainName);
        var isProven = false;
        DelegationCall? notShown = null;
        foreach (var call in calls)
        {
            var text = call + (ComputerName is null ? string.Empty : " -ComputerName " + CommandText.PowerShell(ComputerName));
            if (!ShouldProcess(text, call.Command))
            {
                continue;
            }

            if (InvokeCommand.GetCommand(call.Command, CommandTypes.Function | CommandTypes.Cmdlet) is not { } command)
            {
                End("DnsServerMissing", ErrorCategory.NotInstalled, call.Command, "The DnsServer module is not here, so nothing was changed.", "Import it on a machine that has it, or get the calls as text: ConvertTo-DelegationChange dnsserver.");
                return;
            }

            if (call.Addresses.Count == 0 && notShown is not null)
            {
                Refuse("NotShown", row.DomainName, call.NameServer + " is not removed, since no server shows yet what was to come before: " + notShown + ".", "Look into that first, and plan again.");
                return;
            }

            if (!isProven && !Prove(row, calls, domain))
            {
                return;
            }

            isProven = true;
            if (!Invoke(command, call, row.DomainName))
            {
                WriteObject(row.WithOutcome("Failed", "The DnsServer module did not do it: " + text));
                return;
            }

            var outcome = Outcome(row, call, domain);
            notShown ??= outcome.Status == "Failed" ? call : null;
            WriteObject(outcome);
        }
    }

    /// <summary>
    /// Whether the delegation would be no worse once all the calls were made. Looked at where it counts, at the servers that it would lead to, so what has to be done
    /// before by others is proven, too.
    /// </summary>
    private bool Prove(PlanStep row, IReadOnlyList<DelegationCall> calls, DomainName domain)
    {
        var now = Audit(domain, Server);
        if (now.View.Parent is not { HasReferral: true } parent)
        {
            Refuse("NoDelegation", row.DomainName, "The servers above " + row.DomainName + " do not say how it is delegated, so nothing was changed.", "Look at Test-Delegation " + row.DomainName + ".");
            return false;
        }

        var delegated = ProposedDelegation.Of(parent);
        var servers = delegated.NameServers.ToDictionary(name => name, name => delegated.AddressesOf(name));
        foreach (var call in calls)
        {
            var name = DomainName.Parse(call.NameServer);
            if (call.Addresses.Count > 0)
            {
                servers[name] = call.Addresses.Select(IPAddress.Parse).ToList();
            }
            else
            {
                servers.Remove(name);
            }
        }

        if (servers.Count == 0)
        {
            Refuse("LastNameServer", row.DomainName, calls[calls.Count - 1].NameServer + " is the last name server of " + row.DomainName + " at the parent and is not removed.", "Add another one first.");
            return false;
        }

        var then = Audit(domain, Server, new ProposedDelegation(servers, delegated.Ds));
        var unasked = servers.SelectMany(server => server.Value.Where(address => !then.View.Conditions.IsTested(address) && !parent.GlueOf(server.Key).Contains(address)).Select(address => address.ToString())).ToList();
        if (unasked.Count > 0)
        {
            Refuse("NotProven", row.DomainName, "Nothing was changed: " + string.Join(" and ", unasked) + " would be put at the parent, and could not be asked from here.", "Carry it out from where both IPv4 and IPv6 work, without -IPv4Only and -IPv6Only.");
            return false;
        }

        var known = new HashSet<string>(now.Findings.Select(finding => KeyOf(finding)));
        // That only one is left was agreed to when the plan was made.
        if (then.Findings.FirstOrDefault(finding => finding.Severity >= Severity.Error && finding.Code != "TooFewNameServers" && !known.Contains(KeyOf(finding))) is not { } worse)
        {
            return true;
        }

        Refuse("NotProven", row.DomainName, "Nothing was changed: with " + row.DomainName + " delegated so, " + worse.Code + " would be found: " + FindingText.MessageOf(worse), "Do first what has to be done before, at the name servers and in the zone; Test-Delegation -Undelegated shows when the delegation would be right.");
        return false;
    }

    /// <summary>What was given in their place, as the end of a sentence.</summary>
    private static string WhatCame(PSObject given)
    {
        const string Rows = nameof(GlueTools) + ".", Copies = "Deserialized.";
        var type = given.TypeNames.Count > 0 ? given.TypeNames[0] : string.Empty;
        return given.BaseObject switch
        {
            string text => "'" + PipedName.ShownText(text) + "' is text.",
            RequiredChange { DomainName.Length: > 0 } row => "this row of Get-DelegationChange says what a change would be, and New-DelegationPlan " + row.DomainName + " puts it in order.",
            PlanStep or PSCustomObject => "those that come from a file, a job or another session hold text only.",
            _ when type.StartsWith(Copies, StringComparison.Ordinal) => "those that come from a file, a job or another session hold text only.",
            _ => "this is a " + PipedName.ShownText(type.StartsWith(Rows, StringComparison.Ordinal) ? type.Substring(Rows.Length) : type) + ".",
        };
    }

    private static string KeyOf(Delegation.Findings.Finding finding) => finding.Code + " " + string.Join(" ", finding.NameServers.Select(name => name.Text));

    private bool Invoke(CommandInfo command, DelegationCall call, string domain)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameter("Name", call.ZoneName).AddParameter("ChildZoneName", call.ChildZoneName).AddParameter("NameServer", call.NameServer).AddParameter("Confirm", false);
        if (call.Addresses.Count > 0)
        {
            shell.AddParameter("IPAddress", call.Addresses.ToArray());
        }
        else
        {
            // The question was asked here already.
            shell.AddParameter("Force");
        }

        if (ComputerName is not null)
        {
            shell.AddParameter("ComputerName", ComputerName);
        }

        try
        {
            shell.Invoke();
        }
        catch (RuntimeException error)
        {
            Refuse("DnsServerFailed", domain, call.Command + " failed: " + error.Message, "Mend what it says, and call again.");
            return false;
        }

        foreach (var error in shell.Streams.Error)
        {
            WriteError(error);
        }

        return shell.Streams.Error.Count == 0;
    }

    /// <summary>What the server that was written to says now, and what all say: replicas may lag.</summary>
    private PlanStep Outcome(PlanStep row, DelegationCall call, DomainName domain)
    {
        (int Shows, int Asked)? at = ComputerName is null ? null : Seen(Audit(domain, [ComputerName]), call);
        var all = Audit(domain, Server);
        var (shows, asked) = Seen(all, call);
        var codes = all.Findings.Where(finding => finding.Severity >= Severity.Notice && finding.NameServers.Any(name => name.Text == call.NameServer)).Select(finding => finding.Code).Distinct().ToList();
        var isDone = shows == asked && asked > 0;
        var status = isDone ? "Done" : shows > 0 || at is { } one && one.Shows == one.Asked && one.Asked > 0 ? "Pending" : "Failed";
        return row.WithOutcome(
            status,
            call + ": " + shows + " of " + asked + " parent servers show it" + (at is { } own ? own.Shows == own.Asked && own.Asked > 0 ? ", " + ComputerName + " does" : ", " + ComputerName + " does not" : string.Empty)
                + (codes.Count == 0 ? "; nothing is found about " + call.NameServer + " any more." : "; still found: " + string.Join(", ", codes) + "."));
    }

    private static (int Shows, int Asked) Seen(DelegationReport report, DelegationCall call)
    {
        var statements = report.View.Parent?.Statements ?? [];
        var name = DomainName.Parse(call.NameServer);
        var isInDomain = report.View.RelationOf(name) == NameServerRelation.InDomain;
        var shows = statements.Count(statement => call.Addresses.Count == 0
            ? !statement.Names(name)
            : statement.Names(name) && (!isInDomain || new HashSet<string>(call.Addresses).SetEquals(statement.Delegation.Glue.Where(glue => glue.Name == name).Select(glue => glue.Address.ToString()))));
        return (shows, statements.Count);
    }

    private DelegationReport Audit(DomainName domain, string[]? servers, ProposedDelegation? proposed = null)
    {
        var options = ReadOptions() with { Servers = ReadAddresses(servers, servers == Server ? "-Server" : "-ComputerName"), Depth = AuditDepth.Standard };
        using var session = Open(() => new AuditSession(options, Observer));
        if (proposed is null)
        {
            session.Start(domain);
        }
        else
        {
            session.StartUndelegated(domain, proposed);
        }

        var item = session.Take(Cancel);
        return item.Report ?? throw new InvalidOperationException(item.Failure?.Message);
    }

    private void Refuse(string id, string target, string sentence, string advice) => Report(id, ErrorCategory.InvalidOperation, target, sentence, advice);
}

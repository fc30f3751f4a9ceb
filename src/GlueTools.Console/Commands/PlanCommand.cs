using System.CommandLine;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Changes;

namespace GlueTools.Console.Commands;

/// <summary><c>glue plan</c> and <c>glue changes</c>: what to do about a delegation, step by step, or as a sheet for the registrar.</summary>
internal static class PlanCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("plan", "Plan a change of a delegation: who does what, when at the earliest, and what proves it done.", streams, cancel);
        return Shape(command, streams, (request, format, step) => format is null
            ? new RowKind<PlanStep>
            {
                Layout = Layouts.Plan,
                OfReport = report => request.StepsOf(report, isConsole: true),
                Without = PlanStep.Without,
                StatusOf = row => StatusOf(row.Status, row.Source()?.Plan),
            }.SinkFor
            : (_, to, verdict) => new ConversionSink(request, format, to, verdict) { Step = step }, cancel);
    }

    internal static Command CreateChanges(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("changes", "Show what is to be changed at the parent: per name server what it holds, what it should hold, and what to do.", streams, cancel);
        return Shape(command, streams, (request, format, step) => format is null
            ? new RowKind<RequiredChange>
            {
                Layout = Layouts.RequiredChange,
                OfReport = request.ChangesOf,
                Without = RequiredChange.Without,
                StatusOf = row => StatusOf(row.Status, row.Source()),
            }.SinkFor
            : (_, to, verdict) => new ConversionSink(request, format, to, verdict) { IsParentOnly = true, Step = step }, cancel);
    }

    private static Command Shape(
        ListCommand command, ConsoleStreams streams, System.Func<PlanRequest, string?, int?, System.Func<OutputChoice, ConsoleStreams, Verdict, IResultSink>> sink, CancellationToken cancel)
    {
        var sides = command.Takes(new SideOptions());
        // Before the goals, which have their meaning beside evidence too.
        command.TakesSaved();
        var goals = command.Takes(new PlanOptionGroup());
        var form = command.Takes(Texts.Option("--as", "FORM", "Write the steps for whoever carries them out: " + string.Join(", ", ChangeFormats.Names) + "."));
        var only = command.Takes(Values.Number("--step", "Write this step only; with --as.", 1, 1000));
        return command.Does((options, walk) =>
        {
            var audit = sides.Read(options, walk) with { Depth = AuditDepth.Standard };
            var request = goals.Read(options, streams, names =>
            {
                using var session = new AuditSession(audit with { Depth = AuditDepth.Core });
                return OtherDomains.Find(session, names, cancel);
            });
            request.Way = new PlanWay { Servers = audit.Servers, IPv4Only = audit.IPv4Only, IPv6Only = audit.IPv6Only };
            request.Look = command.IsSaved(options) ? null : (name, proposed) =>
            {
                using var session = new AuditSession(audit with { Depth = AuditDepth.Standard });
                return DelegationAhead.Look(session, name, proposed, cancel);
            };
            var format = options.Text(form);
            if (format is not null && !ChangeFormats.Names.Contains(format, System.StringComparer.OrdinalIgnoreCase))
            {
                options.Mistake("--as takes " + string.Join(", ", ChangeFormats.Names) + ", not '" + UserText.Shown(format) + "'.");
            }

            if (format is not null && command.HasFormat(options))
            {
                options.Mistake("--as writes the steps in a form of its own, and --format rows; leave one of them out.");
            }

            if (format is null && options.Has(only))
            {
                options.Mistake("--step chooses what --as writes; say the form with --as.");
            }

            return new() { Sink = sink(request, format, options.Has(only) ? options.Value(only, 1) : null), Options = audit };
        });
    }

    // Where there is no plan, or something stays open behind it, whoever reads the exit status alone is not to take the domain for mended.
    private static string StatusOf(string status, DelegationPlan? plan) => plan?.Open.Count > 0 ? RowStatus.Invalid : status is "Planned" or "NothingToDo" or "Required" or "Match" or RowStatus.Skipped ? status : RowStatus.Invalid;
}

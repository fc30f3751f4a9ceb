using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Console.Commands;

/// <summary><c>glue test</c>: a verdict on each domain, with its findings.</summary>
internal static class TestCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("test", "Test delegations: a verdict on each domain, with what is wrong and what to change.", streams, cancel, takesReports: true);
        var sides = command.Takes(new SideOptions());
        var beside = command.Takes(new BesideOptions());
        var registry = command.Takes(new RegistryOptionGroup(isBeside: true));
        var depth = command.Takes(new DepthOption());
        var dependencies = command.Takes(new DependencyOption());
        var proposal = command.Takes(new ProposalOptions());
        var zones = command.Takes(new ZoneFileOptions(judges: true));
        command.TakesSaved();
        var ancestors = command.Takes(Texts.Switch("--ancestors", "Test the delegations above each domain as well, each once."));
        var detailed = command.Takes(Texts.Switch("--detailed", "A row for each finding instead of one for each domain."));
        var policy = command.Takes(new PolicyOptions());
        var evidence = command.Takes(new EvidenceOptions());
        var history = command.Takes(new HistoryOptions());
        command.TakesFailOn();
        return command.Does((options, walk) =>
        {
            var proposed = proposal.Read(options, command.Names);
            var judged = policy.Read(options);
            var given = zones.Read(options, command.Names, streams, judged.Profile?.GluePolicy ?? GluePolicy.Unstated);
            if (proposed is not null && given is not null)
            {
                options.Mistake("--ns says what the parent would have, and zone files say what it has; leave one of them out.");
            }

            if (options.Switch(ancestors) && (proposed is not null || given is not null))
            {
                options.Mistake("--ancestors asks the servers above; leave it out where the delegation is proposed or comes from a file.");
            }

            var kept = evidence.Read(options, detailed);
            var isLean = evidence.IsLean(options);
            var report = command.Report(options);
            if (report is not null)
            {
                evidence.RefuseForReport(options, detailed);
            }

            var isChanges = history.IsChangesOnly(options);
            if (isChanges && (options.Switch(detailed) || evidence.IsLean(options) || kept != EvidenceKept.None || report is not null))
            {
                options.Mistake("--changes-only writes changes alone; leave out --detailed, --lean, --evidence and formats that are reports.");
            }

            if (proposed is not null && history.IsGiven(options))
            {
                options.Mistake("--ns says what would be, and --state remembers what is; leave one of them out.");
            }

            return new()
            {
                // Of what has changed, anything is to be told.
                FailOn = isChanges ? Severity.Info : null,
                History = () => history.Open(options),
                IsRemembered = history.IsGiven(options),
                Sink = isChanges ? ChangesOnlySink.Of
                    : options.Switch(detailed)
                    ? FindingSink.Of(isLean ? Layouts.LeanFinding : Layouts.Finding)
                    : Kind(ResultLayout.Create(streams.Width, evidence.Shape(options, kept), isLean), kept).SinkFor,
                Options = beside.Read(options, sides.Read(options, walk)) with { Registry = registry.ReadBeside(options, proposed is not null, given), Depth = depth.Read(options), Policy = judged, KeepEvidence = kept != EvidenceKept.None || report?.ShowsEvidence == true, Dependencies = dependencies.Read(options) },
                Given = given,
                FollowsUp = options.Switch(ancestors),
                Above = options.Switch(ancestors) ? new NamesAbove(item => item.Report?.View.ZoneAbove) : null,
                Start = proposed is null ? (session, name, tag) => session.Start(name, tag) : (session, name, tag) => session.StartUndelegated(name, proposed, tag),
            };
        });
    }

    internal static RowKind<DelegationResult> Kind(RowLayout<DelegationResult> layout, EvidenceKept kept = EvidenceKept.None) => new()
    {
        Layout = layout,
        OfReport = report => [DelegationResult.From(report, kept)],
        Without = DelegationResult.Without,
        StatusOf = row => row.Status,
        SeverityOf = row => row.Worst(),
    };
}

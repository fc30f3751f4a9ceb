using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Delegation;

namespace GlueTools.Console.Commands;

/// <summary><c>glue test</c>: a verdict on each domain, with its findings.</summary>
internal static class TestCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("test", "Test delegations: a verdict on each domain, with what is wrong and what to change.");
        var list = new ListCommand(command, streams, cancel);
        var sides = new SideOptions();
        var depth = new DepthOption();
        var proposal = new ProposalOptions();
        var detailed = Texts.Switch("--detailed", "A row for each finding instead of one for each domain.");
        var policy = new PolicyOptions();
        var evidence = new EvidenceOptions();
        var failOn = new FailOnOption();
        sides.AddBothTo(command);
        depth.AddTo(command);
        proposal.AddTo(command);
        list.AddSaved();
        command.Add(detailed);
        policy.AddTo(command);
        evidence.AddTo(command);
        failOn.AddTo(command);
        return list.Does((options, walk) =>
        {
            var proposed = proposal.Read(options, list.Names);
            var kept = evidence.Read(options, detailed);
            var isLean = evidence.IsLean(options);
            return new()
            {
                Sink = options.Switch(detailed)
                    ? FindingSink.Of(isLean ? Layouts.LeanFinding : Layouts.Finding)
                    : Kind(ResultLayout.Create(streams.Width, evidence.Shape(options, kept), isLean), kept).SinkFor,
                Options = sides.Read(options, walk) with { Depth = depth.Read(options), Policy = policy.Read(options), KeepEvidence = kept != EvidenceKept.None },
                FailOn = failOn.Read(options),
                Start = proposed is null ? (session, name) => session.Start(name) : (session, name) => session.StartUndelegated(name, proposed),
            };
        });
    }

    internal static RowKind<DelegationResult> Kind(RowLayout<DelegationResult> layout, EvidenceKept kept = EvidenceKept.None) => new()
    {
        Layout = layout,
        OfReport = report => [DelegationResult.From(report, kept)],
        Without = DelegationResult.Without,
        StatusOf = row => row.Status,
        SeverityOf = RowSeverity.Of,
    };
}

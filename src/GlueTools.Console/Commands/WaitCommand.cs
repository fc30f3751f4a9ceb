using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Findings;
using GlueTools.Network.Options;

namespace GlueTools.Console.Commands;

/// <summary><c>glue wait</c>: waits until a change is at all of the parent's servers.</summary>
internal static class WaitCommand
{
    private const double LongestSec = 31_536_000;

    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("wait", "Wait until all parent servers show what the zone says, or what is given, and say until when caches may keep the old answer.", streams, cancel, "--attempt-timeout");
        var sides = command.Takes(new SideOptions());
        var wanted = command.Takes(new ProposalOptions("Wait until NAME is delegated to this name server, with these addresses; may be repeated.", takesDs: false));
        var registry = command.Takes(new RegistryOptionGroup(isBeside: true));
        var poll = command.Takes(Values.Number("--poll", "Look every SEC seconds, 5 to 3600 (10, then twice as long each time up to 300).", 5, 3600, "SEC"));
        var timeout = command.Takes(Values.Seconds("--timeout", "Give up after SEC seconds; 0 looks once (no end).", 0, LongestSec));
        var resolvers = command.Takes(Texts.Repeated("--resolver", "ADDRESS|WORD", "Then ask this resolver, too: an address, or " + string.Join(", ", PublicResolvers.Words) + "; may be repeated."));
        var required = command.Takes(Texts.Switch("--require-resolver", "Wait until the resolvers show it as well."));
        return command.Does((options, walk) =>
        {
            var latest = new Latest();
            var request = new WaitRequest
            {
                Wanted = wanted.Read(options, command.Names),
                PollSec = options.Has(poll) ? options.Value(poll, 10) : null,
                TimeoutSec = options.Has(timeout) ? options.Value(timeout, 0) : null,
                Resolvers = options.Resolvers(resolvers, walk.IPv6Only),
                RequiresResolvers = options.Switch(required),
                Progress = latest.Set,
            };
            if (request is { RequiresResolvers: true, Resolvers.Count: 0 } && !options.Has(resolvers))
            {
                options.Mistake("--require-resolver needs a resolver; name one with --resolver.");
            }

            return new()
            {
                Sink = new RowKind<DelegationArrival>
                {
                    Layout = Layouts.Arrival,
                    OfArrival = DelegationArrival.From,
                    Without = DelegationArrival.Without,
                    StatusOf = row => row.Status,
                    SeverityOf = row => row.Rank > 0 ? (Severity)(row.Rank - 1) : null,
                }.SinkFor,
                Options = sides.Read(options, walk) with { Registry = registry.ReadBeside(options, proposed: false, given: null) },
                Start = (session, name, tag) => session.StartWait(name, request, tag),
                Status = latest.Take,
            };
        });
    }

    /// <summary>What was last said of how far it is: set on the loop's thread, taken on the caller's.</summary>
    private sealed class Latest
    {
        private string? _line;

        internal void Set(Arrival arrival) => Volatile.Write(ref _line, arrival.DomainName + ": " + arrival.ToProgress());

        internal string? Take() => Interlocked.Exchange(ref _line, null);
    }
}

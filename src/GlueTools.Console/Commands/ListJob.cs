using System;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Commands;

/// <summary>What one call of a command does.</summary>
internal sealed class ListJob
{
    /// <summary>From which severity on the exit status tells unless the user says so; null for the command's own.</summary>
    internal Severity? FailOn { get; init; }

    /// <summary>Gives the sink what is there already, in place of names; null where names are meant.</summary>
    internal Action<IResultSink>? Fill { get; init; }

    /// <summary>Opens the history that the run is added to; null where it is added to none.</summary>
    internal Func<RunHistory?>? History { get; init; }

    /// <summary>Whether it is added to one.</summary>
    internal bool IsRemembered { get; init; }

    /// <summary>Opens what takes the results, once nothing is wrong with the options.</summary>
    internal required Func<OutputChoice, ConsoleStreams, Verdict, IResultSink> Sink { get; init; }

    internal required AuditOptions Options { get; init; }

    /// <summary>Zone files in place of servers; null where all are asked.</summary>
    internal GivenFiles? Given { get; init; }

    /// <summary>Whether such names are wanted.</summary>
    internal bool FollowsUp { get; init; }

    /// <summary>Further names that follow from what was found, audited as well; null for none.</summary>
    internal NamesAbove? Above { get; init; }

    /// <summary>How far a run is, in words; null where the names that are done say enough.</summary>
    internal Func<string?>? Status { get; init; }

    internal Action<AuditSession, DomainName, object> Start { get; init; } = (session, name, tag) => session.Start(name, tag);
}

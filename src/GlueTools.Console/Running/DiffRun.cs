using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GlueTools.Console.Lists;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Reports.Runs;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Running;

/// <summary>Lays two runs side by side, or an earlier one beside what servers say now.</summary>
internal sealed class DiffRun(AuditOptions options, ConsoleStreams streams, CancellationToken cancel)
{
    internal required Random Random { get; init; }

    internal required Verdict Verdict { get; init; }

    /// <summary>Reads a run. What of it cannot be read is told of.</summary>
    /// <exception cref="UsageException">None of it can be.</exception>
    internal SeenStore Read(string path) => EarlierFile.Read(path, options.Policy, streams.In, Tell, cancel);

    /// <summary>Writes the changes.</summary>
    /// <param name="before">The earlier run.</param>
    /// <param name="after">The later run; null to ask.</param>
    /// <param name="names">Whom to ask about; none for all of the earlier run.</param>
    /// <param name="writer">Takes the rows.</param>
    internal void Write(SeenStore before, SeenStore? after, IReadOnlyList<string> names, IRowWriter<DelegationChange> writer)
    {
        // Where results have nowhere to go, nobody need be asked.
        streams.Out.Flush();
        try
        {
            if (after is null)
            {
                Ask(before, names, writer);
                return;
            }

            foreach (var change in RunPair.Changes(before, after))
            {
                cancel.ThrowIfCancellationRequested();
                Write(change, writer);
            }
        }
        finally
        {
            // What was found before an interruption is whole, too.
            writer.End();
        }
    }

    private void Ask(SeenStore before, IReadOnlyList<string> names, IRowWriter<DelegationChange> writer)
    {
        var sink = new ChangeSink(change => Write(change, writer), writer.Flush);
        new AuditRun(options, streams, cancel) { Random = Random }.Run(names.Count > 0 ? sink.Expect(before, names) : sink.Expect(before), sink);
    }

    private void Write(DelegationChange change, IRowWriter<DelegationChange> writer)
    {
        Verdict.Add(change.Rank < 0 ? RowStatus.Unknown : change.Status, change.Rank < 0 ? null : (Severity)(change.Rank - 1));
        writer.Write(change);
    }

    private void Tell(string sentence)
    {
        streams.Error.WriteLine(sentence);
        Verdict.Add(RowStatus.Invalid, null);
    }
}

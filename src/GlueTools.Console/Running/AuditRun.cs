using System;
using System.Collections.Generic;
using System.Threading;
using GlueTools.Console.Lists;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Shared;

namespace GlueTools.Console.Running;

/// <summary>
/// Takes names through a session: a bounded number in flight, results in the order they are finished, the path proven before the first verdict. Every
/// name gives exactly one call of the sink.
/// </summary>
internal sealed class AuditRun
{
    /// <summary>How long to wait for a result before looking for further names, where names come slowly.</summary>
    private const int LookAgainMs = 20;

    /// <summary>Names held ready.</summary>
    private const int ReadAhead = 256;

    private readonly AuditOptions _options;
    private readonly ConsoleStreams _streams;
    private readonly CancellationToken _cancel;

    internal AuditRun(AuditOptions options, ConsoleStreams streams, CancellationToken cancel)
    {
        _options = options;
        _streams = streams;
        _cancel = cancel;
    }

    internal Random Random { get; init; } = new();

    /// <summary>Whether a path that is no good ends the run, as rows that say so of every name would be in the way of one that goes on later.</summary>
    internal bool NeedsPath { get; init; }

    /// <summary>How a name is put to the session; an audit unless set.</summary>
    internal Action<AuditSession, DomainName, object> Start { get; init; } = (session, name, tag) => session.Start(name, tag);

    /// <summary>How many names there will be; null as long as nobody knows.</summary>
    internal Func<long?> Total { get; init; } = () => null;

    /// <summary>Whether what is found is what the run is for.</summary>
    internal bool CountsFindings { get; init; }

    /// <summary>How far it is, in words, where that has changed; null where the names that are done say enough.</summary>
    internal Func<string?>? Status { get; init; }

    /// <summary>Further names that follow from what was found, audited as well; null for none.</summary>
    internal NamesAbove? Above { get; init; }

    /// <summary>Why a name is not put to it at all, in a sentence; null where it is.</summary>
    internal Func<DomainName, string?> WhyNot { get; init; } = _ => null;

    /// <summary>Runs to the end of the names.</summary>
    /// <exception cref="UsageException">The names cannot be read, or the path is needed and no good.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal void Run(IEnumerable<ListedName> names, IResultSink sink)
    {
        using var feed = new Feed<ListedName>(names, ReadAhead);
        using var session = new AuditSession(_options, random: Random);
        var progress = new Progress(_streams.Error, _streams.ShowsProgress) { Total = Total };
        var state = new State(session, sink);
        try
        {
            while (true)
            {
                _cancel.ThrowIfCancellationRequested();
                while (Above is not null && state.Open < session.Room && Above.TryTake(out var above))
                {
                    state.Open++;
                    Start(session, above, new ListedName(0, above.Text));
                }

                while (state.Open < session.Room && feed.TryTake(out var name))
                {
                    // Names that are none open nothing, so there may be no end to them.
                    _cancel.ThrowIfCancellationRequested();
                    Begin(state, name);
                    ShowProgress(progress, state);
                }

                if (state.Open == 0)
                {
                    sink.Flush();
                    if (!feed.TryWait(_cancel, out var next))
                    {
                        break;
                    }

                    Begin(state, next);
                    continue;
                }

                Await(state);
                ShowProgress(progress, state);
            }
        }
        finally
        {
            progress.Clear();
        }
    }

    private void ShowProgress(Progress progress, State state)
    {
        if (Status is null)
        {
            progress.Show(state.Done, state.Open, CountsFindings ? state.Findings : null);
        }
        else if (Status() is { } line)
        {
            progress.Show(line);
        }
    }

    private void Begin(State state, ListedName listed)
    {
        if (!DomainNameInput.TryRead(listed.Text, out var name, out var problem, out var sentence))
        {
            state.Done++;
            // The file system is not asked whether there is such a list.
            var hint = problem is DomainNameProblem.NotAName or DomainNameProblem.Space or DomainNameProblem.EmptyLabel && ListLine.MayBePath(listed.Text)
                ? " Did you mean -i '" + SafeText.Escape(listed.Text) + "'?"
                : string.Empty;
            state.Sink.Without(SafeText.Escape(listed.Text), RowStatus.Invalid, sentence + hint);
            state.Sink.Finished(listed);
            return;
        }

        if (WhyNot(name) is { } why)
        {
            state.Done++;
            state.Sink.Without(name.Text, RowStatus.Unknown, why);
            state.Sink.Finished(listed);
            return;
        }

        if (!state.IsPathProven)
        {
            ProvePath(state.Session);
            state.IsPathProven = true;
        }

        state.Open++;
        Above?.Began(name);
        Start(state.Session, name, listed);
    }

    private void Await(State state)
    {
        if (!state.Session.TryTake(out var item))
        {
            state.Sink.Flush();
            if (!state.Session.TryTake(LookAgainMs, _cancel, out item))
            {
                return;
            }
        }

        state.Open--;
        state.Done++;
        if (item.Failure is { } failure)
        {
            state.Sink.Without(item.DomainName.Text, RowStatus.Unknown, "A fault in GlueTools ended this audit: " + failure.Message);
        }
        else
        {
            state.Findings += item.Report?.Findings.Count ?? 0;
            state.Sink.Take(item);
            Above?.Ended(item);
        }

        state.Sink.Finished((ListedName)item.Tag!);
    }

    private void ProvePath(AuditSession session)
    {
        var path = session.CheckPath(_cancel);
        var sentence = path.IsUsable ? path.Sentence : path.Sentence + " --server takes its address.";
        if (NeedsPath && !path.IsUsable)
        {
            throw new UsageException(sentence);
        }

        // Where the path is no good, every name still has its row: the session says Unknown of each, and why.
        if (sentence.Length > 0)
        {
            _streams.Error.WriteLine(sentence);
        }

        Remark(path.IPv4Unusable, "IPv4");
        Remark(path.IPv6Unusable, "IPv6");
    }

    private void Remark(bool isUnusable, string family)
    {
        if (isUnusable)
        {
            _streams.Error.WriteLine(family + " cannot be used from here, so nothing was asked or judged over " + family + ".");
        }
    }

    private sealed class State(AuditSession session, IResultSink sink)
    {
        internal AuditSession Session => session;

        internal IResultSink Sink => sink;

        internal bool IsPathProven { get; set; }

        internal int Open { get; set; }

        internal long Done { get; set; }

        internal long Findings { get; set; }
    }
}

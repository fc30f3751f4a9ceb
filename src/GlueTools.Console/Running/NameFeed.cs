using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using GlueTools.Console.Options;

namespace GlueTools.Console.Running;

/// <summary>
/// Names as they come, read ahead a little on a thread of their own: a list that comes slowly through a pipe holds up neither results nor Ctrl-C.
/// </summary>
internal sealed class NameFeed : IDisposable
{
    private const int ReadAhead = 256;

    private readonly BlockingCollection<string> _names = new(ReadAhead);
    private readonly CancellationTokenSource _ended = new();
    private Exception? _failure;

    internal NameFeed(IEnumerable<string> names)
    {
        // In the background, since a read of standard input cannot be taken back.
        new Thread(() => Read(names)) { IsBackground = true, Name = "glue names" }.Start();
    }

    /// <summary>Whether all names have been taken.</summary>
    internal bool IsAtEnd => _names.IsCompleted;

    /// <summary>Takes the next name where it has come already.</summary>
    /// <exception cref="UsageException">The list cannot be read further.</exception>
    internal bool TryTake(out string name) => _names.TryTake(out name!) || FailOrNone();

    /// <summary>Waits for the next name; false at the end.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="UsageException">The list cannot be read further.</exception>
    internal bool TryWait(CancellationToken cancel, out string name) => _names.TryTake(out name!, Timeout.Infinite, cancel) || FailOrNone();

    public void Dispose() => _ended.Cancel();

    private bool FailOrNone() => _names.IsCompleted && _failure is { } failure
        ? throw new UsageException("The list of names cannot be read: " + failure.Message)
        : false;

    private void Read(IEnumerable<string> names)
    {
        try
        {
            foreach (var name in names)
            {
                _names.Add(name, _ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }
        catch (Exception error)
        {
            _failure = error;
        }
        finally
        {
            _names.CompleteAdding();
        }
    }
}

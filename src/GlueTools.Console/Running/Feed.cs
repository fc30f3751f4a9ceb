using System;
using System.Collections.Generic;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Shared;

namespace GlueTools.Console.Running;

/// <summary>
/// The items of a list as they come, read ahead a little on a thread of their own: a list that comes slowly through a pipe holds up neither results nor
/// Ctrl-C.
/// </summary>
internal sealed class Feed<T> : IDisposable
{
    private readonly Handover<T> _items;
    private Exception? _failure;

    /// <summary>Begins to read.</summary>
    /// <param name="items">The items.</param>
    /// <param name="readAhead">How many to hold ready.</param>
    internal Feed(IEnumerable<T> items, int readAhead)
    {
        _items = new(readAhead);
        // In the background, since a read of standard input cannot be taken back.
        new Thread(() => Read(items)) { IsBackground = true, Name = "glue list" }.Start();
    }

    /// <summary>Takes the next item where it has come already.</summary>
    /// <exception cref="UsageException">The list cannot be read further.</exception>
    internal bool TryTake(out T item) => _items.TryTake(out item) || FailOrNone();

    /// <summary>Waits for the next item; false at the end.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="UsageException">The list cannot be read further.</exception>
    internal bool TryWait(CancellationToken cancel, out T item) => _items.TryTake(Timeout.Infinite, cancel, out item) || FailOrNone();

    /// <summary>Nobody wants the rest.</summary>
    public void Dispose() => _items.Complete();

    private bool FailOrNone() => _items.IsComplete && _failure is { } failure
        ? throw new UsageException("The list cannot be read: " + failure.Message)
        : false;

    private void Read(IEnumerable<T> items)
    {
        try
        {
            foreach (var item in items)
            {
                if (!_items.Add(item))
                {
                    return;
                }
            }
        }
        catch (Exception error)
        {
            _failure = error;
        }
        finally
        {
            _items.Complete();
        }
    }
}

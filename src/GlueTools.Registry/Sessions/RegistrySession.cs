using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Names;
using GlueTools.Registry.Asking;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Sessions;

/// <summary>Asks registries about domains, a few at a time. Results are taken in the order in which they are finished. Disposing it ends all that is under way.</summary>
public sealed class RegistrySession : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly BlockingCollection<RegistryItem> _finished = new();
    private readonly RegistryAsker _asker;

    /// <summary>Starts a session; nobody is asked yet.</summary>
    public RegistrySession(RegistryOptions options)
    {
        _asker = new RegistryAsker(options);
        Room = options.Concurrency;
    }

    /// <summary>Domains that may be in flight.</summary>
    public int Room { get; }

    /// <summary>Asks about a domain.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="tag">Comes back with the result.</param>
    public void Start(DomainName name, object? tag = null) => _ = Task.Run(() => AskAsync(name, tag));

    /// <summary>Takes a finished domain.</summary>
    /// <param name="milliseconds">How long to wait for one.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="item">The result.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public bool TryTake(int milliseconds, CancellationToken cancel, out RegistryItem item) => _finished.TryTake(out item!, milliseconds, cancel);

    /// <inheritdoc/>
    public void Dispose() => _end.Cancel();

    private async Task AskAsync(DomainName name, object? tag)
    {
        IReadOnlyList<RegistryDelegation> rows;
        try
        {
            rows = RegistryDelegation.From(await _asker.AskAsync(name, _end.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // Ours to mend; the rest of the list goes on.
            rows = [RegistryDelegation.Without(name.Text, RowStatus.Unknown, "A fault in GlueTools ended this question: " + CleanText.Of(fault.GetType().Name + ": " + fault.Message))];
        }

        _finished.Add(new RegistryItem(name, tag, rows));
    }
}

using System;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Registry.Asking;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Settings;

namespace GlueTools.Registry.Sessions;

/// <summary>Asks registries for an audit that sets what they hold beside what servers say. Disposing it ends all that is under way; what was asked until then stays unanswered.</summary>
public sealed class RegistrySource : IRegistrySource, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _room;
    private readonly RegistryAsker _asker;
    private readonly Func<DateTime> _utcNow;

    /// <summary>Nobody is asked yet.</summary>
    public RegistrySource(RegistryOptions options)
    {
        _asker = new RegistryAsker(options);
        _room = new SemaphoreSlim(options.Concurrency);
        _utcNow = options.UtcNow;
    }

    /// <inheritdoc/>
    public void Ask(DomainName name, Action<RegistrySide> answered)
    {
        if (RegistryDelegation.OfUnregistrable(name) is { } without)
        {
            answered(RegistryStatements.Without(name, without.Detail, _utcNow()));
        }
        else
        {
            _ = Task.Run(() => AskAsync(name, answered));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Cancel();

    private async Task AskAsync(DomainName name, Action<RegistrySide> answered)
    {
        RegistrySide side;
        try
        {
            await _room.WaitAsync(_end.Token).ConfigureAwait(false);
            try
            {
                side = RegistryStatements.Of(await _asker.AskAsync(name, _end.Token).ConfigureAwait(false));
            }
            finally
            {
                _room.Release();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // Ours to mend; what the servers say is judged all the same.
            side = RegistryStatements.Without(name, "A fault in GlueTools ended this question: " + CleanText.Of(fault.GetType().Name + ": " + fault.Message), _utcNow());
        }

        answered(side);
    }
}

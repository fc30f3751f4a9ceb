using System;
using System.Threading;
using GlueTools.Dns.Names;
using GlueTools.Pipeline;
using GlueTools.Registry.Sessions;
using GlueTools.Registry.Settings;

namespace GlueTools.Registries;

/// <summary>
/// A session with registries and the pump between it and a pipeline. By itself, so that the assembly that asks registries is loaded when the first one is asked,
/// and not with the module.
/// </summary>
internal sealed class RegistryPump : IDisposable
{
    private readonly RegistrySession _session;
    private readonly Pump<RegistryItem> _pump;

    internal RegistryPump(RegistryOptions options, Action<object> write)
    {
        _session = new RegistrySession(options);
        _pump = new Pump<RegistryItem>(
            () => _session.Room,
            _session.TryTake,
            item =>
            {
                foreach (var row in item.Rows)
                {
                    write(row);
                }
            },
            () => { });
    }

    internal void Add(DomainName name, CancellationToken cancel) => _pump.Add(() => _session.Start(name), cancel);

    internal void WriteReady(CancellationToken cancel) => _pump.WriteReady(cancel);

    internal void Drain(CancellationToken cancel) => _pump.Drain(cancel);

    public void Dispose() => _session.Dispose();
}

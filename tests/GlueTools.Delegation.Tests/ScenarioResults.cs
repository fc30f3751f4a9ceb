using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Delegation.Tests;

/// <summary>
/// Runs all audits of all scenario files beside one another, for most of them do nothing but wait for servers that do not answer. Audits of one file share
/// its network.
/// </summary>
public sealed class ScenarioResults : IDisposable
{
    /// <summary>Few enough that time-outs mean something on a busy machine.</summary>
    private const int AtOnce = 4;

    private readonly Dictionary<string, LabNetwork> _networks = [];
    private readonly Dictionary<(string File, int Index), Task<DelegationReport>> _results = [];
    private readonly CancellationTokenSource _disposed = new();
    private readonly SemaphoreSlim _limit = new(AtOnce);

    /// <summary>Starts the audits.</summary>
    public ScenarioResults()
    {
        foreach (var file in ScenarioFiles.Names)
        {
            var network = LabNetwork.Start(ScenarioFiles.Load(file));
            _networks.Add(file, network);
            for (var i = 0; i < network.Scenario.Audits.Count; i++)
            {
                var audit = network.Scenario.Audits[i];
                _results.Add((file, i), Run(network, audit));
            }
        }
    }

    /// <summary>The audit and what came of it.</summary>
    public async Task<(LabAudit Audit, DelegationReport Report)> Of(string file, int index) =>
        (_networks[file].Scenario.Audits[index], await _results[(file, index)]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        Task.WhenAll(_results.Values).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        foreach (var network in _networks.Values)
        {
            network.Dispose();
        }

        _limit.Dispose();
        _disposed.Dispose();
    }

    private async Task<DelegationReport> Run(LabNetwork network, LabAudit audit)
    {
        await _limit.WaitAsync(_disposed.Token);
        try
        {
            return await Task.Factory.StartNew(
                () => ScenarioRun.Audit(ScenarioRun.Options(network, audit) with { KeepEvidence = true }, audit.DomainName), _disposed.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _limit.Release();
        }
    }
}

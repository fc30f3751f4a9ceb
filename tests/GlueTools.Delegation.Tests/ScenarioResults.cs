using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Delegation.Judging;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>
/// Runs all audits of all scenario files, each on simulated time.
/// </summary>
public sealed class ScenarioResults : IDisposable
{
    private readonly Dictionary<string, SimulatedLab> _labs = [];
    private readonly Dictionary<(string File, int Index), Task<DelegationReport>> _results = [];
    private readonly CancellationTokenSource _disposed = new();
    private readonly SemaphoreSlim _limit = new(Environment.ProcessorCount);

    /// <summary>Starts the audits.</summary>
    public ScenarioResults()
    {
        foreach (var file in ScenarioFiles.Names)
        {
            var lab = new SimulatedLab(ScenarioFiles.Load(file, SimulatedClock.Begin));
            _labs.Add(file, lab);
            for (var i = 0; i < lab.Scenario.Audits.Count; i++)
            {
                var audit = lab.Scenario.Audits[i];
                _results.Add((file, i), Run(lab, audit));
            }
        }
    }

    /// <summary>The audit and what came of it.</summary>
    public async Task<(LabAudit Audit, DelegationReport Report)> Of(string file, int index) =>
        (_labs[file].Scenario.Audits[index], await _results[(file, index)]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        Task.WhenAll(_results.Values).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _limit.Dispose();
        _disposed.Dispose();
    }

    private async Task<DelegationReport> Run(SimulatedLab lab, LabAudit audit)
    {
        await _limit.WaitAsync(_disposed.Token);
        try
        {
            return await Task.Factory.StartNew(
                () => ScenarioRun.Audit(lab, ScenarioRun.Options(lab, audit) with { KeepEvidence = true }, audit.DomainName), _disposed.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _limit.Release();
        }
    }
}

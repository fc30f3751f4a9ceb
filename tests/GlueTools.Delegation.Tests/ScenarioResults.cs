using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Delegation.Judging;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;
using Xunit;

[assembly: AssemblyFixture(typeof(GlueTools.Delegation.Tests.ScenarioResults))]

namespace GlueTools.Delegation.Tests;

/// <summary>
/// Runs all audits of all scenario files, each on simulated time, once for all tests; a file's audits begin when one of them is wanted.
/// </summary>
public sealed class ScenarioResults : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<FileRun>> _files = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly SemaphoreSlim _limit = new(Environment.ProcessorCount);

    /// <summary>The audit and what came of it.</summary>
    public async Task<(LabAudit Audit, DelegationReport Report)> Of(string file, int index)
    {
        var run = _files.GetOrAdd(file, name => new Lazy<FileRun>(() => Begin(name))).Value;
        return (run.Lab.Scenario.Audits[index], await run.Reports[index]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        Task.WhenAll(_files.Values.Where(file => file.IsValueCreated).SelectMany(file => file.Value.Reports)).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _limit.Dispose();
        _disposed.Dispose();
    }

    private FileRun Begin(string file)
    {
        var lab = new SimulatedLab(ScenarioFiles.Load(file, SimulatedClock.Begin));
        return new FileRun(lab, lab.Scenario.Audits.Select(audit => Run(lab, audit)).ToArray());
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

    private sealed record FileRun(SimulatedLab Lab, Task<DelegationReport>[] Reports);
}

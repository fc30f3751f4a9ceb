using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using GlueTools.Console.Running;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

/// <summary>The sample hierarchy.</summary>
public sealed class SampleLab() : RunningLab(LabSamples.Load("sample"));

/// <summary>A lab, running, with the files that lead to it.</summary>
public abstract class RunningLab : IDisposable
{
    private readonly LabNetwork _network;
    private readonly LabFiles _files;

    protected RunningLab(LabScenario scenario)
    {
        _network = LabNetwork.Start(scenario);
        _files = LabFiles.Write(_network, null, null);
    }

    internal IReadOnlyList<string> HintsAndMap => ["--root-hints", _files.Hints, "--address-map", _files.Map];

    internal IReadOnlyList<string> Where => [.. HintsAndMap, "--timeout", "0.4"];

    internal IReadOnlyList<string> QueryWhere => ["--address-map", _files.Map, "--timeout", "0.4"];

    internal GlueResult Run(params string[] args) => Run(args, TextReader.Null);

    internal GlueResult Run(string[] args, TextReader input, int width = 120, bool usesColour = false, CancellationToken cancel = default) =>
        GlueResult.Of([.. args, .. Where], input, width, usesColour, cancel);

    public void Dispose()
    {
        _files.Dispose();
        _network.Dispose();
        GC.SuppressFinalize(this);
    }
}

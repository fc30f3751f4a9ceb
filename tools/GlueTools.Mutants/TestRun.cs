using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace GlueTools.Mutants;

/// <summary>The tests of the room, in a copy of their folder that holds the mutated assembly. The quick classes come first: they often know already.</summary>
internal sealed class TestRun
{
    /// <summary>A class that takes longer than this is not quick.</summary>
    private const double QuickSec = 2;

    private const int LimitSec = 300;

    private readonly string _folder;
    private readonly string _assembly;
    private readonly List<string> _quick = [], _slow = [];

    /// <summary>Runs all tests without a mutant.</summary>
    /// <exception cref="InvalidOperationException">They fail.</exception>
    internal TestRun(string folder, string assembly)
    {
        _folder = folder;
        _assembly = assembly;
        var report = Path.Combine(folder, "times.xml");
        var (code, text) = Tool.Dotnet(folder, LimitSec, null, assembly, "-xml", report);
        if (code != 0)
        {
            // On a busy machine a test may fail for want of time.
            (code, text) = Tool.Dotnet(folder, LimitSec, null, assembly, "-xml", report);
        }

        if (code != 0)
        {
            throw new InvalidOperationException("The tests fail before anything is changed:\n" + text);
        }

        foreach (var collection in XDocument.Load(report).Descendants("collection"))
        {
            var classes = collection.Elements("test").Select(test => (string)test.Attribute("type")!).Distinct();
            (double.Parse((string)collection.Attribute("time")!, CultureInfo.InvariantCulture) < QuickSec ? _quick : _slow).AddRange(classes);
        }
    }

    /// <summary>Whether a test of a quick class fails with the mutant.</summary>
    internal bool FailsQuickly(int mutant) => Fails(_quick, mutant);

    /// <summary>Whether another fails. What tests of the network say is heard twice: on a busy machine one may fail for want of time.</summary>
    /// <param name="mutant">The mutant's number.</param>
    /// <param name="scenarios">Whether to audit the scenarios as well.</param>
    internal bool FailsSlowly(int mutant, bool scenarios)
    {
        var classes = _slow.FindAll(one => scenarios || !one.EndsWith(".ScenarioTests", StringComparison.Ordinal));
        return Fails(classes, mutant) && Fails(classes, mutant);
    }

    private bool Fails(List<string> classes, int mutant) => Tool.Dotnet(
        _folder,
        LimitSec,
        new Dictionary<string, string> { ["GLUETOOLS_MUTANT"] = mutant.ToString(CultureInfo.InvariantCulture) },
        classes.SelectMany(one => new[] { "-class", one }).Prepend("-stopOnFail").Prepend(_assembly)).Code != 0;
}

using System.CommandLine;
using System.IO;
using System.Linq;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Options;

/// <summary>Which small internet the lab runs.</summary>
internal sealed class ScenarioOption : IOptionGroup
{
    private const string Default = "sample";

    private readonly Option<string> _scenario =
        Texts.Option("--scenario", "NAME|FILE", "A scenario that comes with the lab, or a file (" + Default + ").");

    public void AddTo(Command command) => command.Add(_scenario);

    /// <summary>Reads the scenario; null where that failed and was told.</summary>
    internal LabScenario? Read(OptionReader options)
    {
        var name = options.Text(_scenario) ?? Default;
        if (LabSamples.Names.Contains(name))
        {
            return LabSamples.Load(name);
        }

        if (File.Exists(name))
        {
            return options.ReadFile(_scenario, text => LabScenario.Parse(BoundedText.ReadToEnd(text, LabScenario.LongestText)));
        }

        options.Mistake("--scenario: '" + UserText.Shown(name) + "' is neither a file nor one of " + string.Join(", ", LabSamples.Names) + ".");
        return null;
    }
}

using System.CommandLine;
using GlueTools.Delegation.Checks;

namespace GlueTools.Console.Options;

/// <summary>From which severity on the exit status tells.</summary>
internal sealed class SeverityOptions
{
    private readonly Option<string> _failOn = Texts.Option("--fail-on", "SEVERITY", "Exit with 1 from this severity on: info, notice, warning, error or critical (error).");
    private readonly Option<string> _minimum = Texts.Option("--min-severity", "SEVERITY", "Show findings from this severity on (info).");

    internal void AddFailOnTo(Command command) => command.Add(_failOn);

    internal void AddMinimumTo(Command command) => command.Add(_minimum);

    internal Severity ReadFailOn(OptionReader options) => options.Word(_failOn, Severity.Error);

    internal Severity ReadMinimum(OptionReader options) => options.Word(_minimum, Severity.Info);
}

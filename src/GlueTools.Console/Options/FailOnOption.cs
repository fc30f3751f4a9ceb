using System;
using System.CommandLine;
using GlueTools.Delegation.Findings;

namespace GlueTools.Console.Options;

/// <summary>From which severity on the exit status tells.</summary>
internal sealed class FailOnOption(Severity otherwise = Severity.Error) : IOptionGroup
{
    private readonly Option<Enum?> _failOn = Values.Word(typeof(Severity), "--fail-on", "SEVERITY", "Exit with 1 from this severity on: info, notice, warning, error or critical (" + otherwise.ToString().ToLowerInvariant() + ").");

    public void AddTo(Command command) => command.Add(_failOn);

    internal Severity Read(OptionReader options, Severity? instead = null) => options.Word(_failOn, instead ?? otherwise);
}

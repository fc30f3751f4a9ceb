using System;
using System.CommandLine;
using GlueTools.Delegation.Evidence;

namespace GlueTools.Console.Options;

/// <summary>How much an audit asks.</summary>
internal sealed class DepthOption : IOptionGroup
{
    private readonly Option<Enum?> _depth = Values.Word(typeof(AuditDepth), "--depth", "DEPTH", "core, standard (also TCP and capability probes) or full (standard).");

    public void AddTo(Command command) => command.Add(_depth);

    internal AuditDepth Read(OptionReader options) => options.Word(_depth, AuditDepth.Standard);
}

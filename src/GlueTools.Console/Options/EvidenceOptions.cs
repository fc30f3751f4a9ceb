using System;
using System.CommandLine;
using GlueTools.Console.Output;

namespace GlueTools.Console.Options;

/// <summary>What a verdict's row carries beside the verdict.</summary>
internal sealed class EvidenceOptions : IOptionGroup
{
    private readonly Option<Enum?> _evidence =
        Values.Word(typeof(EvidenceKept), "--evidence", "WHICH", "Keep in the row what the servers said, to be judged again with --from: none, findings (of domains with findings only) or full (none).");

    private readonly Option<bool> _lean = Texts.Switch("--lean", "Rows for long lists: findings as code, severity, name server and address, without sentences and without evidence.");

    public void AddTo(Command command)
    {
        command.Add(_evidence);
        command.Add(_lean);
    }

    /// <summary>Reads which evidence is kept.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="detailed">The option by which each finding is a row; such rows carry none.</param>
    internal EvidenceKept Read(OptionReader options, Option<bool> detailed)
    {
        var kept = options.Word(_evidence, EvidenceKept.None);
        if (kept != EvidenceKept.None && options.Switch(detailed))
        {
            options.Mistake(detailed.Name + " writes findings, which carry no evidence; leave it or " + _evidence.Name + " out.");
        }

        if (kept != EvidenceKept.None && options.Switch(_lean))
        {
            options.Mistake(_lean.Name + " leaves evidence out and " + _evidence.Name + " asks for it; give one of them.");
        }

        return kept;
    }

    /// <summary>Tells of options that are about rows.</summary>
    internal void RefuseForReport(OptionReader options, Option<bool> detailed)
    {
        foreach (var option in new Option[] { detailed, _evidence, _lean })
        {
            if (options.Has(option))
            {
                options.Mistake(option.Name + " is about rows, and a report has findings in its own way; leave it out, or write rows with --format jsonl and make the report of them with 'glue report'.");
            }
        }
    }

    internal bool IsLean(OptionReader options) => options.Switch(_lean);

    /// <summary>The properties of a verdict's row.</summary>
    internal RowShape Shape(OptionReader options, EvidenceKept kept) => kept != EvidenceKept.None ? RowShape.Of(typeof(DelegationResult))
        : IsLean(options) ? RowShape.LeanResult
        : RowShape.Result;
}

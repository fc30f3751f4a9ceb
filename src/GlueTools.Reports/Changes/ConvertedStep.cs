using System.Collections.Generic;

namespace GlueTools.Reports.Changes;

/// <summary>A step as its reader takes it, and what of it had no place there.</summary>
public sealed class ConvertedStep
{
    internal ConvertedStep(string text, IReadOnlyList<string> missing)
    {
        Text = text;
        Missing = missing;
    }

    /// <summary>The text; empty where nothing of the step is for this reader.</summary>
    public string Text { get; }

    /// <summary>What of the step is not in it, and what to do instead, each in a sentence.</summary>
    public IReadOnlyList<string> Missing { get; }
}

/// <summary>Somebody who takes changes in a form of their own.</summary>
internal interface IChangeFormat
{
    /// <summary>The word that it is asked for with.</summary>
    string Name { get; }

    /// <summary>What it writes, in a few words.</summary>
    string Summary { get; }

    /// <summary>Writes a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="missing">Takes what has no place in the text.</param>
    string Write(StepContext step, List<string> missing);

    /// <summary>A text with what has to be known before it is carried out, as comments that its reader skips; null where it takes none.</summary>
    /// <param name="text">What was written of a step.</param>
    /// <param name="head">The lines.</param>
    string? WithHead(string text, IReadOnlyList<string> head);
}

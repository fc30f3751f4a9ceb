using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Plans;
using Step = GlueTools.Delegation.Plans.PlanStep;

namespace GlueTools.Reports.Changes;

/// <summary>The forms in which steps can be written for whoever carries them out. They only write; nobody is told anything.</summary>
public static class ChangeFormats
{
    /// <summary>The words, in the order of their help.</summary>
    public static IReadOnlyList<string> Names => All().Select(format => format.Name).ToList();

    /// <summary>The words with what each writes.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Summaries => All().Select(format => new KeyValuePair<string, string>(format.Name, format.Summary)).ToList();

    /// <summary>Writes a step.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="step">The step.</param>
    /// <param name="isConsole">Whether commands in it are those of the console, not of PowerShell.</param>
    public static ConvertedStep Convert(string name, DelegationPlan plan, Step step, bool isConsole = false)
    {
        var format = All().First(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var missing = new List<string>();
        var context = new StepContext(plan, step) { IsConsole = isConsole };
        var text = format.Write(context, missing);
        var head = text.Length == 0 ? [] : StepHead.Of(context);
        if (head.Count == 0)
        {
            return new ConvertedStep(text, missing);
        }

        // What takes no comments has it told beside.
        return format.WithHead(text, head) is { } whole ? new ConvertedStep(whole, missing) : new ConvertedStep(text, [.. head, .. missing]);
    }

    private static IReadOnlyList<IChangeFormat> All() =>
    [
        new ChecklistFormat(), new TicketFormat(), new EppFormat(isHostAttribute: false), new EppFormat(isHostAttribute: true), new NsupdateFormat(), new ZoneLinesFormat(), new DnsServerFormat(),
        new Route53Format(), new NamecheapFormat(), new HostListFormat("gandi"), new HostListFormat("inwx"), new HostListFormat("openprovider"),
    ];
}

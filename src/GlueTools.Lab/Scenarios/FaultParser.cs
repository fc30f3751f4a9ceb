using System;
using System.Collections.Generic;

namespace GlueTools.Lab.Scenarios;

/// <summary>Reads the faults of a <c>server</c> line: words, some with an argument, each limited to a zone where one follows.</summary>
internal static class FaultParser
{
    internal static IEnumerable<LabFault> Read(ScenarioWords words)
    {
        while (!words.AtEnd)
        {
            yield return ReadOne(words);
        }
    }

    private static LabFault ReadOne(ScenarioWords words)
    {
        var word = words.Word("a fault");
        // Not Enum.TryParse: it also takes numbers and lists.
        var name = Array.Find(Enum.GetNames(typeof(LabFaultKind)), candidate => candidate.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException("'" + word + "' is not a fault.");
        var kind = (LabFaultKind)Enum.Parse(typeof(LabFaultKind), name);
        var number = kind is LabFaultKind.Slip or LabFaultKind.Slow or LabFaultKind.DropOver or LabFaultKind.RefuseOver or LabFaultKind.ServFailOver ? words.Number(1)
            : kind == LabFaultKind.Ede ? words.Number(0, ushort.MaxValue) : 0;
        var type = kind is LabFaultKind.Mute or LabFaultKind.Rcode ? words.Type() : default;
        number = kind is LabFaultKind.Rcode or LabFaultKind.RcodeUdp ? (int)words.Code() : number;
        if (words.Peek.IndexOf('.') < 0)
        {
            return new LabFault(kind, number, type);
        }

        // A connection is made before anything is asked.
        return kind == LabFaultKind.NoTcp
            ? throw new FormatException("'notcp' holds for the whole server; it cannot be limited to a zone.")
            : new LabFault(kind, number, type, words.Name());
    }
}

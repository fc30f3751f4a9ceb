using System.Collections.Generic;
using System.Management.Automation;
using GlueTools.Dns.Names;
using GlueTools.Shared;

namespace GlueTools.Binding;

/// <summary>What one object of the pipeline, or what was given as an argument, says of domains.</summary>
internal static class PipedNames
{
    /// <summary>Reads it; null for a line of a list that is blank or a comment, which names nothing.</summary>
    /// <param name="names">What was bound as the name.</param>
    /// <param name="input">The object of the pipeline; null where there is none.</param>
    internal static IReadOnlyList<PipedDomain>? Read(string[]? names, PSObject? input)
    {
        names ??= [string.Empty];
        var piped = input is not null ? PipelineObject.ReadDomains(input) : [];
        if (names.Length == 1 && PipelineObject.Unwrap(input) is string line)
        {
            var name = ListLine.NameIn(line);
            if (name.Length == 0)
            {
                return null;
            }

            if (piped[0].Text == names[0])
            {
                return [PipedDomain.OfText(name)];
            }
        }

        var all = new PipedDomain[names.Length];
        for (var i = 0; i < all.Length; i++)
        {
            // Beside a name given as an argument, the object from the pipeline has no say.
            all[i] = piped.Count == all.Length && piped[i].Text == names[i] ? piped[i] : PipedDomain.OfText(names[i]);
        }

        return all;
    }
}

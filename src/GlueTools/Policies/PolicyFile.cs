using System;
using System.IO;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Policies;

namespace GlueTools.Policies;

/// <summary>Reads a policy file: JSON where its name ends in <c>.json</c>, as the console's, and otherwise a PowerShell data file with the same keys.</summary>
internal static class PolicyFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">A path of the system.</param>
    /// <exception cref="PolicyException">There is none, or it is no policy.</exception>
    internal static CheckPolicy Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new PolicyException(PolicyException.NotFound, path, "There is no policy file '" + path + "'.");
        }

        try
        {
            using var reader = new StreamReader(path);
            var text = BoundedText.ReadToEnd(reader, PolicyReader.LongestText);
            return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
                ? PolicyReader.ReadJson(text, Refuse)
                : new PolicyReader(PolicySpelling.DataFile, Refuse).Read(DataFile.Read(text, path));
        }
        catch (FormatException error)
        {
            throw new PolicyException(PolicyException.Malformed, path, "The policy file '" + path + "' cannot be followed: " + SafeText.Escape(error.Message));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PolicyException(PolicyException.NotFound, path, "The policy file '" + path + "' cannot be read: " + error.Message);
        }
    }

    // The first one ends it, as with every parameter.
    private static void Refuse(PolicyMistake mistake) => throw (mistake.UnknownName is { } name ? PolicyException.Unknown(name) : new FormatException(mistake.Sentence));
}

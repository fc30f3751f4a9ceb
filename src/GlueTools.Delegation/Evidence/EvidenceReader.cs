using System;
using System.Globalization;
using System.IO;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// Reads what <see cref="EvidenceWriter"/> wrote, in this version and in those before. Whatever else a text holds, it is refused with one sentence.
/// </summary>
public static class EvidenceReader
{
    /// <summary>Characters of a saved text. The evidence about a domain is some ten thousand.</summary>
    public const int MaxTextLength = 1 << 23;

    /// <summary>Octets that a saved text may unfold to.</summary>
    public const int MaxUnfolded = 1 << 24;

    /// <summary>All that a saved text may begin with: the present version and those before it.</summary>
    private static readonly string[] Prefixes = [EvidenceWriter.Prefix, "GLUE4:", "GLUE3:", "GLUE2:", "GLUE1:"];

    /// <summary>The view as it was saved.</summary>
    /// <param name="text">The text.</param>
    /// <param name="memory">What other texts were read with; null to read this by itself.</param>
    /// <exception cref="EvidenceFormatException">The text is no saved evidence; the message says why.</exception>
    public static DelegationView Read(string text, EvidenceMemory? memory = null)
    {
        var version = VersionOf(text);
        if (text.Length > MaxTextLength)
        {
            throw TooLarge("is longer than {0} characters", MaxTextLength);
        }

        try
        {
            using var source = new EvidenceSource(Convert.FromBase64String(text.Substring(EvidenceWriter.Prefix.Length)), MaxUnfolded, version, memory ?? new EvidenceMemory());
            var view = EvidenceShape.View(source, null);
            source.ExpectEnd();
            return view;
        }
        catch (CeilingException)
        {
            throw TooLarge("unfolds to more than {0} octets", MaxUnfolded);
        }
        catch (Exception error) when (error is FormatException or IOException or InvalidDataException or WireFormatException or ArgumentException)
        {
            throw new EvidenceFormatException("The saved evidence is damaged (" + SafeText.Escape(error.Message.TrimEnd('.')) + "); collect it again.", error);
        }
    }

    /// <summary>What is said of evidence that is too much to be read again, before it is saved or instead of reading it.</summary>
    internal static EvidenceFormatException TooLarge(string how, int most) => new(
        "The evidence " + string.Format(CultureInfo.InvariantCulture, how, most.ToString("N0", CultureInfo.InvariantCulture)) + ", more than the evidence about a domain may be.");

    private static int VersionOf(string? text)
    {
        for (var i = 0; i < Prefixes.Length; i++)
        {
            if (text is not null && text.StartsWith(Prefixes[i], StringComparison.Ordinal))
            {
                return Prefixes.Length - i;
            }
        }

        throw new EvidenceFormatException("This is not saved evidence: it begins with none of " + string.Join(", ", Prefixes) + " (a later release may have written it).");
    }
}

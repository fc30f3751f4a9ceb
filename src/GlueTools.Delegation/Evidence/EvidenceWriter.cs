using System;
using System.IO;
using System.IO.Compression;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// Writes a view as one text: a version, then the packed facts with the wire bytes of every answer. What is read back is judged to the same findings.
/// </summary>
public static class EvidenceWriter
{
    /// <summary>What every saved text begins with: the format's name and version.</summary>
    public const string Prefix = "GLUE5:";

    private const int Version = 5;

    /// <summary>The view as text without blanks or line ends.</summary>
    /// <exception cref="EvidenceFormatException">It is more than <see cref="EvidenceReader"/> takes; the message says so.</exception>
    /// <exception cref="InvalidOperationException">The octets of its answers were not kept while it was collected.</exception>
    public static string Write(DelegationView view)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            using var unfolded = new MemoryStream();
            using (var sink = new EvidenceSink(unfolded, Version))
            {
                EvidenceShape.View(sink, view);
            }

            if (unfolded.Length > EvidenceReader.MaxUnfolded)
            {
                throw EvidenceReader.TooLarge("is more than {0} octets", EvidenceReader.MaxUnfolded);
            }

            unfolded.WriteTo(deflate);
        }

        var text = Prefix + Convert.ToBase64String(packed.ToArray());
        return text.Length <= EvidenceReader.MaxTextLength ? text : throw EvidenceReader.TooLarge("is longer than {0} characters", EvidenceReader.MaxTextLength);
    }
}

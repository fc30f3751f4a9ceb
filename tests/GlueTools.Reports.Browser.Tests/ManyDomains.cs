using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Tests;

namespace GlueTools.Reports.Browser.Tests;

/// <summary>
/// As many domains as one likes, each with evidence of its own: the sample's, with other names and addresses in its octets. Names keep their length, so every message
/// stays what it was.
/// </summary>
internal static class ManyDomains
{
    private const string Prefix = "GLUE5:";

    internal static IEnumerable<ReportedDomain> Make(int count)
    {
        var samples = new List<(string Label, byte[] Octets)>();
        foreach (var domain in SampleAudit.Domains)
        {
            var label = domain.Result.DomainName.Split('.')[0];
            if (label.Length >= 5 && domain.Result.Evidence.StartsWith(Prefix, StringComparison.Ordinal))
            {
                samples.Add((label, Unpacked(domain.Result.Evidence)));
            }
        }

        for (var i = 0; i < count; i++)
        {
            // Most domains of a real list are healthy.
            var (label, octets) = samples[i % 4 == 0 ? (i / 4) % samples.Count : 0];
            var view = EvidenceReader.Read(Packed(Renamed(octets, label, i)));
            yield return ReportedDomain.Of(DelegationReport.Of(view), withEvidence: true, "list.txt", i + 1);
        }
    }

    private static byte[] Renamed(byte[] octets, string label, int number)
    {
        var copy = (byte[])octets.Clone();
        Replace(copy, Encoding.ASCII.GetBytes(label), Encoding.ASCII.GetBytes(label[..^4] + Letters(number)));
        Replace(copy, [45, 10], [(byte)(46 + (number % 8)), (byte)(11 + (number / 8 % 200))]);
        return copy;
    }

    private static string Letters(int number)
    {
        const string All = "bcdfghjklmnpqrstvwxz";
        return new string([All[number % 20], All[number / 20 % 20], All[number / 400 % 20], All[number / 8000 % 20]]);
    }

    private static void Replace(byte[] octets, ReadOnlySpan<byte> what, ReadOnlySpan<byte> by)
    {
        for (var at = 0; at < octets.Length;)
        {
            var next = octets.AsSpan(at).IndexOf(what);
            if (next < 0)
            {
                return;
            }

            by.CopyTo(octets.AsSpan(at + next));
            at += next + what.Length;
        }
    }

    private static byte[] Unpacked(string text)
    {
        using var packed = new MemoryStream(Convert.FromBase64String(text[Prefix.Length..]));
        using var stream = new DeflateStream(packed, CompressionMode.Decompress);
        using var octets = new MemoryStream();
        stream.CopyTo(octets);
        return octets.ToArray();
    }

    private static string Packed(byte[] octets)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(octets);
        }

        return Prefix + Convert.ToBase64String(packed.ToArray());
    }
}

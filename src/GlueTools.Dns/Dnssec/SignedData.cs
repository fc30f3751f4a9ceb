using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Dnssec;

/// <summary>The octets that a signature is over (RFC 4034, section 3.1.8.1, and RFC 4035, section 5.3.2): the set in its canonical form.</summary>
public static class SignedData
{
    /// <summary>The signature's fields without the signature, then each record once, in canonical order.</summary>
    /// <param name="owner">The owner of the set.</param>
    /// <param name="set">What its records say.</param>
    /// <param name="signature">The signature.</param>
    public static byte[] Of(DomainName owner, IEnumerable<RecordData> set, RrsigData signature)
    {
        var writer = new WireWriter(compresses: false, lowers: true);
        signature.WriteFields(writer);
        var name = SignedOwner(owner, signature.Labels);
        byte[]? former = null;
        foreach (var data in InOrder(set, signature.Covered))
        {
            // What is there twice is signed once (RFC 4034, section 6.3).
            if (former is not null && Compare(former, data) == 0)
            {
                continue;
            }

            former = data;
            writer.WriteName(name);
            writer.WriteUInt16((int)signature.Covered);
            writer.WriteUInt16(ResourceRecord.InternetClass);
            writer.WriteUInt32(signature.OriginalTtl);
            writer.WriteUInt16(data.Length);
            writer.WriteBytes(data);
        }

        return writer.ToArray();
    }

    /// <summary>The owner as it was signed: a wildcard's where the signature has fewer labels than the name (RFC 4035, section 5.3.2).</summary>
    private static DomainName SignedOwner(DomainName owner, int labels) =>
        labels >= owner.LabelCount ? owner : owner.LastLabels(labels).Prepend("*");

    private static List<byte[]> InOrder(IEnumerable<RecordData> set, RecordType type)
    {
        var all = new List<byte[]>();
        foreach (var data in set)
        {
            // The next name of an NSEC record keeps its letters (RFC 6840, section 5.1).
            var writer = new WireWriter(compresses: false, lowers: type != RecordType.NSEC);
            data.Write(writer);
            all.Add(writer.ToArray());
        }

        all.Sort(Compare);
        return all;
    }

    /// <summary>As left-justified octet sequences, a missing octet before any other (RFC 4034, section 6.3).</summary>
    private static int Compare(byte[] left, byte[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}

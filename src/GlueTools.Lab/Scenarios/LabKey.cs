using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Scenarios;

/// <summary>One of the keys that zones of a lab are signed with (ECDSA P-256). Everybody knows their secret parts: they secure nothing.</summary>
internal sealed class LabKey
{
    private const byte Algorithm = 13;
    private const double SecondsOfDay = 86400;
    private const uint Ttl = 3600;

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // The secret scalar and the point, each of 32 octets.
    private static readonly IReadOnlyDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["key1"] = "NSXioTNcB+SDwK7f0BH90WffY7ZpwrOi4LbKB9MkzNI= 5PoGUa26DPemoxA/jdb9TgpQiw7k8v4AkmOrVwmOge8= QmJkzbQjXobAzvE8FxODFW599hgT6u1Wd94MpBhmMWw=",
        ["key2"] = "4FxrmAF+lsCBF/BccBLhEGFcTzv8q1HAVS8Bg5EJEqE= NVfODkIzt9RvL1OTbRiwLxPoORlEmWq4N/OObrEeV1w= bCHUT0DHJLttZqckoCjtLo3pL90l8yV03s1men5qsO0=",
        ["key3"] = "Coi5LzETdBKE/qFQLZFH3sIO3mdDJFxuyKSfLivh/uc= DRUErtqjKwo87oLLUX87LPCU0bUIMPNTaDoW9hk/0VQ= KMhIWiqfCc+ayQuauNgNFt+mKRArehvYYCZEONkdaoI=",
    };

    private readonly byte[] _secret, _x, _y;

    private LabKey(byte[] secret, byte[] x, byte[] y)
    {
        _secret = secret;
        _x = x;
        _y = y;
    }

    /// <summary>The key of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    internal static LabKey Named(string name)
    {
        if (!Known.TryGetValue(name, out var text))
        {
            throw new FormatException("'" + name + "' is no key; those are " + string.Join(", ", Known.Keys) + ".");
        }

        var parts = text.Split(' ');
        return new LabKey(Convert.FromBase64String(parts[0]), Convert.FromBase64String(parts[1]), Convert.FromBase64String(parts[2]));
    }

    /// <summary>The key as a zone publishes it.</summary>
    internal DnskeyData ToDnskey(ushort flags) => new(flags, 3, Algorithm, [.. _x, .. _y]);

    /// <summary>The DS record that a zone's parent has of it.</summary>
    internal DsData ToDs(DomainName zone, ushort flags, byte digestType)
    {
        var key = ToDnskey(flags);
        var hex = key.DigestFor(zone, digestType) ?? throw new FormatException("Digests of type " + digestType + " are not made here.");
        var digest = new byte[hex.Length / 2];
        for (var i = 0; i < digest.Length; i++)
        {
            digest[i] = Convert.ToByte(hex.Substring(2 * i, 2), 16);
        }

        return new DsData(key.KeyTag, Algorithm, digestType, digest);
    }

    /// <summary>A signature over a set of a zone, beginning and ending so many days from now.</summary>
    internal ResourceRecord Sign(DomainName zone, DomainName owner, RecordType type, IReadOnlyList<RecordData> set, ushort keyTag, LabSignature how, DateTime now)
    {
        RrsigData With(byte[] signature) => new(type, Algorithm, (byte)owner.LabelCount, Ttl, Seconds(now, how.ToDays), Seconds(now, how.FromDays), keyTag, zone, signature);
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = _secret, Q = new ECPoint { X = _x, Y = _y } });
        var signature = ecdsa.SignData(SignedData.Of(owner, set, With([])), HashAlgorithmName.SHA256);
        signature[signature.Length - 1] ^= (byte)(how.IsWrong ? 1 : 0);
        return new ResourceRecord(owner, RecordType.RRSIG, Ttl, With(signature));
    }

    private static uint Seconds(DateTime now, double days) => unchecked((uint)(long)((now - Epoch).TotalSeconds + (days * SecondsOfDay)));
}

/// <summary>How a zone is to be signed.</summary>
internal sealed class LabSignature
{
    /// <summary>Days from now to the beginning.</summary>
    internal double FromDays { get; set; } = -10;

    /// <summary>Days from now to the end.</summary>
    internal double ToDays { get; set; } = 20;

    /// <summary>Whether a bit of it is wrong.</summary>
    internal bool IsWrong { get; set; }

    /// <summary>Whether every set of the zone is signed, and not only what a delegation's DNSSEC rests on.</summary>
    internal bool IsOfAll { get; set; }

    /// <summary>The types that are signed; empty where that is not limited.</summary>
    internal List<RecordType> Types { get; } = [];
}

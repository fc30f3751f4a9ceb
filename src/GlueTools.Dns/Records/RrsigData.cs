using System;
using System.Globalization;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>Signature over a record set (RFC 4034, section 3). What it is worth: <c>SignatureVerifier</c>.</summary>
public sealed class RrsigData : RecordData, IEquatable<RrsigData>
{
    private const string TimeForm = "yyyyMMddHHmmss";

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly byte[] _signature;

    /// <summary>Creates the data from its fields, in wire order.</summary>
    public RrsigData(RecordType covered, byte algorithm, byte labels, uint originalTtl, uint expiration, uint inception, ushort keyTag, DomainName signer, byte[] signature)
    {
        Covered = covered;
        Algorithm = algorithm;
        Labels = labels;
        OriginalTtl = originalTtl;
        Expiration = expiration;
        Inception = inception;
        KeyTag = keyTag;
        Signer = signer;
        _signature = (byte[])signature.Clone();
    }

    /// <summary>The type that is signed.</summary>
    public RecordType Covered { get; }

    /// <summary>DNSSEC algorithm number.</summary>
    public byte Algorithm { get; }

    /// <summary>Labels of the owner, the root and a wildcard's star not counted.</summary>
    public byte Labels { get; }

    /// <summary>The set's TTL in the zone, in seconds.</summary>
    public uint OriginalTtl { get; }

    /// <summary>End of validity, seconds since 1970, modulo 2^32 (RFC 1982).</summary>
    public uint Expiration { get; }

    /// <summary>Begin of validity, likewise.</summary>
    public uint Inception { get; }

    /// <summary>Key tag of the signing key.</summary>
    public ushort KeyTag { get; }

    /// <summary>The zone that signed.</summary>
    public DomainName Signer { get; }

    /// <summary>The signature itself, as a copy.</summary>
    public byte[] ToSignature() => (byte[])_signature.Clone();

    /// <inheritdoc/>
    public bool Equals(RrsigData? other) =>
        other is not null && Covered == other.Covered && Algorithm == other.Algorithm && Labels == other.Labels && OriginalTtl == other.OriginalTtl
        && Expiration == other.Expiration && Inception == other.Inception && KeyTag == other.KeyTag && Signer == other.Signer
        && Presentation.SameBytes(_signature, other._signature);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RrsigData);

    /// <inheritdoc/>
    public override int GetHashCode() => (KeyTag << 16) ^ (int)Covered ^ (int)Expiration;

    /// <inheritdoc/>
    public override string ToString() => _signature.Length == 0 ? Presentation.Generic(ToBytes()) : string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2} {3} {4} {5} {6} {7} {8}",
        Covered.ToText(),
        Algorithm,
        Labels,
        OriginalTtl,
        Time(Expiration),
        Time(Inception),
        KeyTag,
        Presentation.Absolute(Signer),
        Convert.ToBase64String(_signature));

    internal static RrsigData Read(ref WireReader data) => new(
        (RecordType)data.ReadUInt16(),
        data.ReadByte(),
        data.ReadByte(),
        data.ReadUInt32(),
        data.ReadUInt32(),
        data.ReadUInt32(),
        data.ReadUInt16(),
        data.ReadName(),
        data.ReadBytes(data.Remaining));

    internal static RrsigData Read(RecordWords words) => new(
        words.Type("the covered type"),
        words.Octet(),
        words.Octet(),
        words.Seconds(),
        ReadTime(words),
        ReadTime(words),
        words.UInt16(),
        words.Name(),
        words.Base64ToEnd());

    internal override void Write(WireWriter writer)
    {
        WriteFields(writer);
        writer.WriteBytes(_signature);
    }

    /// <summary>Everything but the signature, which is what the signature is over.</summary>
    internal void WriteFields(WireWriter writer)
    {
        writer.WriteUInt16((int)Covered);
        writer.WriteByte(Algorithm);
        writer.WriteByte(Labels);
        writer.WriteUInt32(OriginalTtl);
        writer.WriteUInt32(Expiration);
        writer.WriteUInt32(Inception);
        writer.WriteUInt16(KeyTag);
        writer.WriteName(Signer);
    }

    private static string Time(uint seconds) => Epoch.AddSeconds(seconds).ToString(TimeForm, CultureInfo.InvariantCulture);

    // Seconds or a date (RFC 4034, section 3.2), which has fourteen digits, as no number of 32 bits has.
    private static uint ReadTime(RecordWords words)
    {
        if (words.Peek().Length != TimeForm.Length)
        {
            return words.Number(uint.MaxValue);
        }

        var text = words.Word(string.Empty);
        return DateTime.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? unchecked((uint)(long)(date - Epoch).TotalSeconds)
            : throw words.Error(RecordWords.Quoted(text) + " is not a date of the form YYYYMMDDHHmmSS.");
    }
}

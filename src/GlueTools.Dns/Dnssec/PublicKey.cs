using System;
using System.Security.Cryptography;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Dnssec;

/// <summary>A zone key in the form that the framework takes (RFC 3110, RFC 5702, RFC 6605).</summary>
internal sealed class PublicKey
{
    /// <summary>The largest modulus that DNSSEC allows (RFC 3110, section 2, and RFC 5702, section 2): larger ones cost time and are nobody's.</summary>
    private const int MostBits = 4096;

    /// <summary>Octets of an exponent that is tried; the usual one has three.</summary>
    private const int MostExponent = 8;

    // A refusal by a machine's policy must not look like a wrong signature: keys of these sizes are checked everywhere.
    private const int LeastPlainBits = 1024, MostPlainExponent = 4;

    private readonly RSAParameters? _rsa;
    private readonly ECParameters? _curve;

    private PublicKey(HashAlgorithmName hash, int signatureLength, RSAParameters? rsa, ECParameters? curve)
    {
        Hash = hash;
        SignatureLength = signatureLength;
        _rsa = rsa;
        _curve = curve;
    }

    /// <summary>The hash that goes with the algorithm.</summary>
    internal HashAlgorithmName Hash { get; }

    /// <summary>Octets that a signature by this key has.</summary>
    internal int SignatureLength { get; }

    /// <summary>Whether it is of a kind that every machine takes, so that its no may be believed.</summary>
    internal bool IsPlain => _rsa is not { } rsa || (rsa.Modulus!.Length * 8 >= LeastPlainBits && rsa.Exponent!.Length <= MostPlainExponent);

    /// <summary>Reads a zone key; null with <paramref name="verdict"/> Wrong where no validator can use it, NotJudged where only this program cannot.</summary>
    /// <param name="key">The key.</param>
    /// <param name="verdict">What that makes of any signature by it.</param>
    /// <param name="reason">Why, as words that go on from a colon.</param>
    internal static PublicKey? Read(DnskeyData key, out SignatureVerdict verdict, out string reason)
    {
        verdict = SignatureVerdict.NotJudged;
        reason = string.Empty;
        switch (key.Algorithm)
        {
            case DnssecAlgorithm.RsaSha1 or DnssecAlgorithm.RsaSha1Nsec3:
                return ReadRsa(key.ToKey(), HashAlgorithmName.SHA1, ref verdict, ref reason);
            case DnssecAlgorithm.RsaSha256:
                return ReadRsa(key.ToKey(), HashAlgorithmName.SHA256, ref verdict, ref reason);
            case DnssecAlgorithm.RsaSha512:
                return ReadRsa(key.ToKey(), HashAlgorithmName.SHA512, ref verdict, ref reason);
            case DnssecAlgorithm.EcdsaP256:
                return ReadCurve(key.ToKey(), ECCurve.NamedCurves.nistP256, 32, HashAlgorithmName.SHA256, ref verdict, ref reason);
            case DnssecAlgorithm.EcdsaP384:
                return ReadCurve(key.ToKey(), ECCurve.NamedCurves.nistP384, 48, HashAlgorithmName.SHA384, ref verdict, ref reason);
            default:
                reason = "algorithm " + DnssecAlgorithm.NameOf(key.Algorithm) + " cannot be verified here";
                return null;
        }
    }

    /// <summary>Asks the provider; what it throws is the caller's.</summary>
    internal bool Verify(ISignatureProvider provider, byte[] data, byte[] signature) => _rsa is { } rsa
        ? provider.VerifyRsa(rsa, Hash, data, signature)
        : provider.VerifyEcdsa(_curve!.Value, Hash, data, signature);

    private static PublicKey? ReadRsa(byte[] key, HashAlgorithmName hash, ref SignatureVerdict verdict, ref string reason)
    {
        // One octet for the exponent's length, or a zero and two more (RFC 3110, section 2).
        var isLong = key.Length > 2 && key[0] == 0;
        var start = isLong ? 3 : 1;
        var length = isLong ? (key[1] << 8) | key[2] : key.Length > 0 ? key[0] : 0;
        if (length == 0 || start + length >= key.Length)
        {
            return Malformed("the RSA key is cut short", out verdict, out reason);
        }

        var exponent = WithoutZeros(key, start, length);
        var modulus = WithoutZeros(key, start + length, key.Length - start - length);
        if (exponent.Length == 0 || modulus.Length == 0)
        {
            return Malformed("the RSA key is zero", out verdict, out reason);
        }

        if (modulus.Length * 8 > MostBits || exponent.Length > MostExponent)
        {
            reason = "an RSA key of that size is not verified here";
            return null;
        }

        return new PublicKey(hash, modulus.Length, new RSAParameters { Exponent = exponent, Modulus = modulus }, null);
    }

    private static PublicKey? ReadCurve(byte[] key, ECCurve curve, int width, HashAlgorithmName hash, ref SignatureVerdict verdict, ref string reason)
    {
        if (key.Length != 2 * width)
        {
            return Malformed("the ECDSA key has not the length of a point on its curve", out verdict, out reason);
        }

        byte[] x = new byte[width], y = new byte[width];
        Buffer.BlockCopy(key, 0, x, 0, width);
        Buffer.BlockCopy(key, width, y, 0, width);
        return new PublicKey(hash, 2 * width, null, new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } });
    }

    private static PublicKey? Malformed(string what, out SignatureVerdict verdict, out string reason)
    {
        verdict = SignatureVerdict.Wrong;
        reason = what;
        return null;
    }

    private static byte[] WithoutZeros(byte[] bytes, int offset, int count)
    {
        while (count > 0 && bytes[offset] == 0)
        {
            offset++;
            count--;
        }

        var rest = new byte[count];
        Buffer.BlockCopy(bytes, offset, rest, 0, count);
        return rest;
    }
}

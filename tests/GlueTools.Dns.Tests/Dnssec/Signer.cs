using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Dnssec;

/// <summary>A key that signs, so that tests can make sets with each fault on purpose.</summary>
internal sealed class Signer
{
    private readonly Func<byte[], byte[]> _sign;

    private Signer(DnskeyData key, Func<byte[], byte[]> sign)
    {
        Key = key;
        _sign = sign;
    }

    internal static DateTime Now { get; } = new(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    internal DnskeyData Key { get; }

    internal static Signer New(byte algorithm, ushort flags = 257)
    {
        if (algorithm is 13 or 14)
        {
            var ecdsa = ECDsa.Create(algorithm == 13 ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384);
            var point = ecdsa.ExportParameters(false).Q;
            return new(new DnskeyData(flags, 3, algorithm, [.. point.X!, .. point.Y!]), data => ecdsa.SignData(data, algorithm == 13 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384));
        }

        var rsa = RSA.Create(1024);
        var key = rsa.ExportParameters(false);
        var hash = algorithm switch { 5 or 7 => HashAlgorithmName.SHA1, 8 => HashAlgorithmName.SHA256, _ => HashAlgorithmName.SHA512 };
        return new(
            new DnskeyData(flags, 3, algorithm, [(byte)key.Exponent!.Length, .. key.Exponent, .. key.Modulus!]),
            data => rsa.SignData(data, hash, RSASignaturePadding.Pkcs1));
    }

    /// <summary>The same key with other flags, as when it is revoked.</summary>
    internal Signer With(ushort flags) => new(new DnskeyData(flags, Key.Protocol, Key.Algorithm, Key.ToKey()), _sign);

    internal DsData Ds(DomainName zone, byte digestType = 2) =>
        new(Key.KeyTag, Key.Algorithm, digestType, Convert.FromHexString(Key.DigestFor(zone, digestType)!));

    internal RrsigData Sign(DomainName zone, IEnumerable<DnskeyData> keys, double fromDays = -1, double toDays = 20, DomainName? signer = null)
    {
        RrsigData With(byte[] signature) => new(
            RecordType.DNSKEY, Key.Algorithm, (byte)zone.LabelCount, 3600, Seconds(toDays), Seconds(fromDays), Key.KeyTag, signer ?? zone, signature);
        return With(_sign(SignedData.Of(zone, keys, With([]))));
    }

    private static uint Seconds(double days) => (uint)(Now.AddDays(days) - DateTime.UnixEpoch).TotalSeconds;
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Dnssec;

/// <summary>Keys, signatures and DS records that mean harm: nothing throws, nothing takes long, nothing is called right.</summary>
public class HostileKeyTests
{
    private static readonly DomainName Zone = DomainName.Parse("signed.example");

    private static readonly Gen<byte[]> KeyOctets =
        from head in Gen.Elements<byte[]>([], [0], [0, 0], [0, 0, 0], [0, 255, 255], [1, 3], [3, 1, 0, 1], [1, 0], [8, 255, 255, 255, 255, 255, 255, 255, 255])
        from length in Gen.Elements(0, 1, 31, 32, 63, 64, 65, 95, 96, 97, 128, 256, 512, 513, 2000)
        from fill in Gen.Elements<byte>(0, 1, 127, 255)
        from last in Gen.Elements<byte>(0, 1, 2)
        select length == 0 ? head : [.. head, .. Enumerable.Repeat(fill, length - 1), last];

    private static readonly Gen<(DnskeyData Key, RrsigData Signature)> Pairs =
        from algorithm in Gen.Elements<byte>(0, 1, 3, 5, 7, 8, 10, 12, 13, 14, 15, 16, 17, 253, 255)
        from flags in Gen.Elements<ushort>(0, 256, 257, 385, 0xFFFF)
        from protocol in Gen.Elements<byte>(3, 3, 3, 0)
        from octets in KeyOctets
        from length in Gen.Elements(0, 1, 63, 64, 96, 128, 256, 512, 2000)
        from fill in Gen.Elements<byte>(0, 1, 255)
        from labels in Gen.Elements<byte>(0, 1, 2, 3, 255)
        let key = new DnskeyData(flags, protocol, algorithm, octets)
        select (key, new RrsigData(RecordType.DNSKEY, algorithm, labels, 3600, uint.MaxValue, 0, key.KeyTag, Zone, [.. Enumerable.Repeat(fill, length)]));

    [Fact]
    public void No_key_and_no_signature_of_the_kind_throws_or_is_called_right()
    {
        var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Prop.ForAll(Arb.From(Pairs), pair =>
        {
            // The signature's times lie further apart than serials can say, so the numbers are looked at by themselves.
            var signature = new RrsigData(
                pair.Signature.Covered, pair.Signature.Algorithm, pair.Signature.Labels, 3600, 1_800_000_000, 1_700_000_000, pair.Signature.KeyTag, Zone, pair.Signature.ToSignature());
            var digest = Convert.FromHexString(pair.Key.DigestFor(Zone, 2)!);
            var link = KeySetLink.Judge(
                Zone, new DsSet([new DsData(pair.Key.KeyTag, 13, 2, digest), new DsData(pair.Key.KeyTag, pair.Key.Algorithm, 2, digest)]), [pair.Key], [signature], at,
                new SignatureVerifier(new FrameworkSignatures()));
            return link.State != LinkState.Linked;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Keys_of_one_tag_and_signatures_by_all_of_them_cost_a_few_verifications()
    {
        var signer = Signer.New(13);
        // The octets of a pair of words may change places without changing the tag.
        List<DnskeyData> keys = [];
        for (var i = 0; i < 32; i += 2)
        {
            var octets = signer.Key.ToKey();
            (octets[0], octets[i], octets[1], octets[i + 1]) = (octets[i], octets[0], octets[i + 1], octets[1]);
            keys.Add(new DnskeyData(257, 3, 13, octets));
        }

        Assert.Single(keys.Select(key => key.KeyTag).Distinct());
        var right = signer.Sign(Zone, keys);
        var signatures = Enumerable.Range(0, 300).Select(i => new RrsigData(
            right.Covered, 13, right.Labels, 3600, right.Expiration, right.Inception, right.KeyTag, Zone, [.. Enumerable.Repeat((byte)i, 64)])).ToList();
        var counting = new Counting();
        var link = KeySetLink.Judge(Zone, new DsSet(keys.Select(key => new DsData(key.KeyTag, 13, 2, Convert.FromHexString(key.DigestFor(Zone, 2)!)))), keys, signatures, Signer.Now, new SignatureVerifier(counting));
        Assert.Equal(LinkState.NotJudged, link.State);
        Assert.InRange(counting.Calls, 1, 40);
    }

    [Fact]
    public void A_thousand_DS_records_and_a_thousand_keys_are_not_compared()
    {
        var keys = Enumerable.Range(0, 1000).Select(i => new DnskeyData(257, 3, 13, [(byte)i, (byte)(i >> 8), 1, 2])).ToList();
        var ds = Enumerable.Range(0, 1000).Select(i => new DsData(keys[0].KeyTag, 13, 2, [.. Enumerable.Repeat((byte)i, 31), (byte)(i >> 8)]));
        var watch = Stopwatch.StartNew();
        Assert.Equal(LinkState.NotJudged, KeySetLink.Judge(Zone, new DsSet(ds), keys, [], Signer.Now, new SignatureVerifier(new FrameworkSignatures())).State);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
    }

    private sealed class Counting : ISignatureProvider
    {
        internal int Calls { get; private set; }

        public bool VerifyRsa(RSAParameters key, HashAlgorithmName hash, byte[] data, byte[] signature) => ++Calls < 0;

        public bool VerifyEcdsa(ECParameters key, HashAlgorithmName hash, byte[] data, byte[] signature)
        {
            Calls++;
            return new FrameworkSignatures().VerifyEcdsa(key, hash, data, signature);
        }
    }
}

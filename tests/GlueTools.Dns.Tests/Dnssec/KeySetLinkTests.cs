using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Dnssec;

public class KeySetLinkTests
{
    private static readonly DomainName Zone = DomainName.Parse("signed.example");

    private static readonly Signer Ksk = Signer.New(13), Zsk = Signer.New(13, 256), Stranger = Signer.New(13);

    private static readonly DnskeyData[] Keys = [Ksk.Key, Zsk.Key];

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(14)]
    public void A_signature_of_each_algorithm_is_verified_and_a_changed_one_is_not(byte algorithm)
    {
        var signer = Signer.New(algorithm);
        DnskeyData[] keys = [Zsk.Key, signer.Key];
        var right = signer.Sign(Zone, keys);
        Assert.Equal(LinkState.Linked, Judge([signer.Ds(Zone)], keys, right).State);
        for (var bit = 0; bit < right.ToSignature().Length * 8; bit += 37)
        {
            var octets = right.ToSignature();
            octets[bit / 8] ^= (byte)(1 << (bit % 8));
            var changed = new RrsigData(right.Covered, right.Algorithm, right.Labels, right.OriginalTtl, right.Expiration, right.Inception, right.KeyTag, right.Signer, octets);
            Assert.Equal(LinkState.Wrong, Judge([signer.Ds(Zone)], keys, changed).State);
        }
    }

    [Fact]
    public void What_is_signed_is_each_field_of_the_signature_and_each_key()
    {
        var right = Ksk.Sign(Zone, Keys);
        RrsigData With(byte? labels = null, uint? ttl = null, uint shift = 0) =>
            new(right.Covered, right.Algorithm, labels ?? right.Labels, ttl ?? right.OriginalTtl, right.Expiration + shift, right.Inception + shift, right.KeyTag, right.Signer, right.ToSignature());
        Assert.Equal(LinkState.Linked, Judge([Ksk.Ds(Zone)], Keys, With()).State);
        Assert.Equal(LinkState.Wrong, Judge([Ksk.Ds(Zone)], Keys, With(labels: 1)).State);
        Assert.Equal(LinkState.Wrong, Judge([Ksk.Ds(Zone)], Keys, With(labels: 0)).State);
        Assert.Equal(LinkState.Wrong, Judge([Ksk.Ds(Zone)], Keys, With(labels: 255)).State);
        Assert.Equal(LinkState.Wrong, Judge([Ksk.Ds(Zone)], Keys, With(ttl: 1)).State);
        Assert.Equal(LinkState.Wrong, Judge([Ksk.Ds(Zone)], Keys, With(shift: 1)).State);
        Assert.Equal(LinkState.Wrong, Judge([Ksk.Ds(Zone)], [.. Keys, Stranger.Key], right).State);
        Assert.Equal(LinkState.Wrong, Judge([Ksk.Ds(Zone)], [Ksk.Key], right).State);
        // Order and repetition are no difference.
        Assert.Equal(LinkState.Linked, Judge([Ksk.Ds(Zone)], [Zsk.Key, Ksk.Key, Zsk.Key], right).State);
    }

    [Fact]
    public void A_signature_counts_only_by_a_key_that_a_DS_names()
    {
        DsData[] ds = [Ksk.Ds(Zone)];
        Assert.Equal(LinkState.NotSigned, Judge(ds, Keys).State);
        Assert.Equal(LinkState.NotSigned, Judge(ds, Keys, Zsk.Sign(Zone, Keys)).State);
        Assert.Equal(LinkState.NotSigned, Judge(ds, Keys, Ksk.Sign(Zone, Keys, signer: DomainName.Parse("example"))).State);
        Assert.Equal(LinkState.NoMatch, Judge([Stranger.Ds(Zone)], Keys, Ksk.Sign(Zone, Keys)).State);
        Assert.Equal(LinkState.NoKeys, Judge(ds, []).State);
        Assert.Equal(LinkState.NoKeys, Judge(ds, [new DnskeyData(0, 3, 13, Ksk.Key.ToKey())]).State);
        Assert.Equal(LinkState.Linked, Judge([Zsk.Ds(Zone)], Keys, Zsk.Sign(Zone, Keys)).State);
        // One way is enough.
        Assert.Equal(LinkState.Linked, Judge([Stranger.Ds(Zone), Ksk.Ds(Zone)], Keys, Zsk.Sign(Zone, Keys), Ksk.Sign(Zone, Keys)).State);
    }

    [Theory]
    [InlineData(-30, -1, LinkState.Expired)]
    [InlineData(1, 20, LinkState.NotYetValid)]
    [InlineData(-30, 0, LinkState.Linked)]
    [InlineData(0, 20, LinkState.Linked)]
    [InlineData(-20_000, 20_000, LinkState.Linked)]
    public void Times_are_those_of_the_exchange(double from, double to, LinkState expected)
    {
        var signature = Ksk.Sign(Zone, Keys, from, to);
        Assert.Equal(expected, Judge([Ksk.Ds(Zone)], Keys, signature).State);
        // Whatever the arithmetic says of it, a date is a date.
        Assert.Equal(expected == LinkState.Linked ? LinkState.NotJudged : expected, Judge([Ksk.Ds(Zone)], Keys, new Refusing(throws: true), signature).State);
    }

    [Fact]
    public void The_signature_that_holds_decides_and_of_several_the_one_that_holds_longest()
    {
        var good = Ksk.Sign(Zone, Keys, toDays: 3);
        var better = Ksk.Sign(Zone, Keys, toDays: 9);
        var old = Ksk.Sign(Zone, Keys, -30, -20);
        var wrong = Ksk.Sign(Zone, [Ksk.Key], toDays: 30);
        foreach (var order in new[] { new[] { good, better, old, wrong }, [wrong, old, better, good] })
        {
            Assert.Equal(better, Judge([Ksk.Ds(Zone)], Keys, order).Signature);
        }

        Assert.Equal(LinkState.Wrong, Judge([Ksk.Ds(Zone)], Keys, old, wrong).State);
    }

    [Fact]
    public void A_machine_that_refuses_says_nothing_about_the_signature()
    {
        foreach (var algorithm in new byte[] { 5, 8, 10, 13, 14 })
        {
            var signer = Signer.New(algorithm);
            DnskeyData[] keys = [signer.Key];
            foreach (var signature in new[] { signer.Sign(Zone, keys), signer.Sign(Zone, Keys) })
            {
                foreach (var refusing in new[] { new Refusing(throws: true), new Refusing(throws: false) })
                {
                    var link = Judge([signer.Ds(Zone)], keys, refusing, signature);
                    Assert.Equal(LinkState.NotJudged, link.State);
                    Assert.NotEmpty(link.Reason);
                }
            }
        }
    }

    [Fact]
    public void An_odd_key_that_a_machine_says_no_to_is_not_judged()
    {
        // An exponent of 33 bits, as some zones have, and a modulus of 512 bits: the framework here may say no for its own reasons.
        byte[] modulus = [0x81, .. new byte[126], 1], small = [0x81, .. new byte[62], 1];
        byte[][] keys = [[5, 1, 0, 0, 0, 1, .. modulus], [3, 1, 0, 1, .. small]];
        foreach (var octets in keys)
        {
            var key = new DnskeyData(257, 3, 8, octets);
            var link = Judge([DsOf(key)], [key], SignatureOf(key, octets.Length > 100 ? 128 : 64));
            Assert.Equal(LinkState.NotJudged, link.State);
        }

        var plain = new DnskeyData(257, 3, 8, [3, 1, 0, 1, .. modulus]);
        Assert.Equal(LinkState.Wrong, Judge([DsOf(plain)], [plain], SignatureOf(plain, 128)).State);
    }

    [Theory]
    [InlineData(15, 32, LinkState.NotJudged)]
    [InlineData(16, 57, LinkState.NotJudged)]
    [InlineData(13, 63, LinkState.Wrong)]
    [InlineData(13, 64, LinkState.NotJudged)]
    [InlineData(8, 0, LinkState.Wrong)]
    [InlineData(8, 1, LinkState.Wrong)]
    [InlineData(8, 3000, LinkState.Wrong)]
    public void A_key_that_is_none_makes_a_wrong_signature_and_one_that_is_not_known_here_none(byte algorithm, int length, LinkState expected)
    {
        // Of octets that are all the same: no point of the curve, and RSA keys that are cut short.
        var key = new DnskeyData(257, 3, algorithm, [.. Enumerable.Repeat((byte)(algorithm == 8 ? 255 : 7), Math.Min(length, 200))]);
        Assert.Equal(expected, Judge([DsOf(key)], [key], SignatureOf(key, 64)).State);
    }

    [Fact]
    public void A_DS_record_says_which_field_keeps_it_from_naming_a_key()
    {
        var ds = Ksk.Ds(Zone);
        var digest = Convert.FromHexString(ds.Digest);
        DsFit Fit(DsData record, params DnskeyData[] keys) => DsMatch.Of(Zone, record, keys).Fit;
        Assert.Equal(DsFit.Names, Fit(ds, Keys));
        Assert.Equal(DsFit.NoKeyTag, Fit(new DsData((ushort)(ds.KeyTag + 1), 13, 2, digest), Ksk.Key));
        Assert.Equal(DsFit.OtherAlgorithm, Fit(new DsData(ds.KeyTag, 8, 2, digest), Keys));
        Assert.Equal(DsFit.OtherDigest, Fit(new DsData(ds.KeyTag, 13, 2, new byte[32]), Keys));
        Assert.Equal(DsFit.OtherDigest, Fit(new DsData(ds.KeyTag, 13, 2, digest[..31]), Keys));
        var host = new DnskeyData(1, 3, 13, Ksk.Key.ToKey());
        Assert.Equal(DsFit.NotAZoneKey, Fit(new DsData(host.KeyTag, 13, 2, Convert.FromHexString(host.DigestFor(Zone, 2)!)), host));
        var revoked = Ksk.With(0x181);
        Assert.NotEqual(Ksk.Key.KeyTag, revoked.Key.KeyTag);
        Assert.Equal(DsFit.RevokedSince, Fit(ds, revoked.Key));
        Assert.Equal(DsFit.NamesRevoked, Fit(revoked.Ds(Zone), revoked.Key));
        Assert.Equal(LinkState.NoMatch, Judge([ds], [revoked.Key], revoked.Sign(Zone, [revoked.Key])).State);
        Assert.Equal(LinkState.Linked, Judge([revoked.Ds(Zone)], [revoked.Key], revoked.Sign(Zone, [revoked.Key])).State);
    }

    [Fact]
    public void A_DS_set_counts_as_validators_read_it()
    {
        DsData Of(byte algorithm, byte digestType) => new(1, algorithm, digestType, new byte[20]);
        Assert.True(new DsSet([]).IsEmpty);
        Assert.False(new DsSet([]).IsInsecure);
        Assert.True(new DsSet([Of(13, 3), Of(200, 2), Of(12, 1), Of(3, 1)]).IsInsecure);
        Assert.True(new DsSet([Of(13, 1)]).IsDeprecated);
        Assert.True(new DsSet([Of(7, 2)]).IsDeprecated);
        Assert.False(new DsSet([Of(13, 2), Of(7, 1)]).IsDeprecated);
        Assert.True(new DsSet([Of(10, 2)]).IsNotRecommended);
        Assert.True(new DsSet([Of(10, 2), Of(7, 2)]).IsNotRecommended);
        Assert.False(new DsSet([Of(10, 2), Of(8, 2)]).IsNotRecommended);
        Assert.False(new DsSet([Of(10, 1)]).IsNotRecommended);
        Assert.Equal([Of(13, 2)], new DsSet([Of(13, 1), Of(13, 2), Of(13, 2)]).Effective);
        Assert.Equal([Of(13, 1), Of(8, 1)], new DsSet([Of(8, 1), Of(13, 1), Of(200, 2)]).Effective);
    }

    /// <summary>RFC 9904, table 2, with what RFC 9905 and 9906 made of its rows: what is to be said of a zone that is signed with it. What validators may leave out counts as not there.</summary>
    [Theory]
    [InlineData(DnssecStanding.Ignored, 0, 1, 2, 3, 4, 6, 9, 11, 12, 17, 18, 23, 252, 253, 254, 255)]
    [InlineData(DnssecStanding.Deprecated, 5, 7)]
    [InlineData(DnssecStanding.NotRecommended, 10)]
    [InlineData(DnssecStanding.Usable, 8, 13, 14, 15, 16)]
    public void An_algorithm_stands_as_the_registry_says(DnssecStanding standing, params int[] algorithms) =>
        Assert.All(algorithms, algorithm => Assert.Equal(standing, DnssecAlgorithm.StandingOf((byte)algorithm)));

    /// <summary>RFC 9904, table 3.</summary>
    [Theory]
    [InlineData(DnssecStanding.Ignored, 0, 3, 5, 6, 7, 255)]
    [InlineData(DnssecStanding.Deprecated, 1)]
    [InlineData(DnssecStanding.Usable, 2, 4)]
    public void A_digest_type_stands_as_the_registry_says(DnssecStanding standing, params int[] types) =>
        Assert.All(types, type => Assert.Equal(standing, DnssecAlgorithm.StandingOfDigest((byte)type)));

    private static KeySetLink Judge(IEnumerable<DsData> ds, DnskeyData[] keys, params RrsigData[] signatures) => Judge(ds, keys, new FrameworkSignatures(), signatures);

    private static KeySetLink Judge(IEnumerable<DsData> ds, DnskeyData[] keys, ISignatureProvider provider, params RrsigData[] signatures) =>
        KeySetLink.Judge(Zone, new DsSet(ds), keys, signatures, Signer.Now, new SignatureVerifier(provider));

    private static DsData DsOf(DnskeyData key) => new(key.KeyTag, key.Algorithm, 2, Convert.FromHexString(key.DigestFor(Zone, 2)!));

    private static RrsigData SignatureOf(DnskeyData key, int length)
    {
        var like = Ksk.Sign(Zone, Keys);
        return new(like.Covered, key.Algorithm, like.Labels, 3600, like.Expiration, like.Inception, key.KeyTag, Zone, [.. Enumerable.Repeat((byte)1, length)]);
    }
}

using System;
using System.IO;
using System.Linq;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.Dns.Tests.Dnssec;

/// <summary>The signatures that RFCs print.</summary>
public class RfcExampleTests
{
    // RFC 5702 (sections 6.1 and 6.2), RFC 6605 (sections 6.1 and 6.2), RFC 4035 (appendices A and B.6: a wildcard's).
    [Theory]
    [InlineData(
        "example.net. 3600 IN DNSKEY 256 3 8 AwEAAcFcGsaxxdgiuuGmCkVImy4h99CqT7jwY3pexPGcnUFtR2Fh36BponcwtkZ4cAgtvd4Qs8PkxUdp6p/DlUmObdk=",
        "www.example.net. 3600 IN A 192.0.2.91",
        "www.example.net. 3600 IN RRSIG A 8 3 3600 20300101000000 20000101000000 9033 example.net. kRCOH6u7l0QGy9qpC9l1sLncJcOKFLJ7GhiUOibu4teYp5VE9RncriShZNz85mwlMgNEacFYK/lPtPiVYP4bwg==")]
    [InlineData(
        "example.net. 3600 IN DNSKEY 256 3 10 AwEAAdHoNTOW+et86KuJOWRDp1pndvwb6Y83nSVXXyLA3DLroROUkN6X0O6pnWnjJQujX/AyhqFDxj13tOnD9u/1kTg7cV6rklMrZDtJCQ5PCl/D7QNPsgVsMu1J2Q8gpMpztNFLpPBz1bWXjDtaR7ZQBlZ3PFY12ZTSncorffcGmhOL",
        "www.example.net. 3600 IN A 192.0.2.91",
        "www.example.net. 3600 IN RRSIG A 10 3 3600 20300101000000 20000101000000 3740 example.net. tsb4wnjRUDnB1BUi+t6TMTXThjVnG+eCkWqjvvjhzQL1d0YRoOe0CbxrVDYd0xDtsuJRaeUw1ep94PzEWzr0iGYgZBWm/zpq+9fOuagYJRfDqfReKBzMweOLDiNa8iP5g9vMhpuv6OPlvpXwm9Sa9ZXIbNl1MBGk0fthPgxdDLw=")]
    [InlineData(
        "example.net. 3600 IN DNSKEY 257 3 13 GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==",
        "www.example.net. 3600 IN A 192.0.2.1",
        "www.example.net. 3600 IN RRSIG A 13 3 3600 20100909100439 20100812100439 55648 example.net. qx6wLYqmh+l9oCKTN6qIc+bw6ya+KJ8oMz0YP107epXAyGmt+3SNruPFKG7tZoLBLlUzGGus7ZwmwWep666VCw==")]
    [InlineData(
        "example.net. 3600 IN DNSKEY 257 3 14 xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40",
        "www.example.net. 3600 IN A 192.0.2.1",
        "www.example.net. 3600 IN RRSIG A 14 3 3600 20100909102025 20100812102025 10771 example.net. /L5hDKIvGDyI1fcARX3z65qrmPsVz73QD1Mr5CEqOiLP95hxQouuroGCeZOvzFaxsT8Glr74hbavRKayJNuydCuzWTSSPdz7wnqXL5bdcJzusdnI0RSMROxxwGipWcJm")]
    [InlineData(
        "example. 3600 IN DNSKEY 256 3 5 AQOy1bZVvpPqhg4j7EJoM9rI3ZmyEx2OzDBVrZy/lvI5CQePxXHZS4i8dANH4DX3tbHol61ek8EFMcsGXxKciJFHyhl94C+NwILQdzsUlSFovBZsyl/NX6yEbtw/xN9ZNcrbYvgjjZ/UVPZIySFNsgEYvh0z2542lzMKR4Dh8uZffQ==",
        "a.z.w.example. 3600 IN MX 1 ai.example.",
        "a.z.w.example. 3600 IN RRSIG MX 5 2 3600 20040509183619 20040409183619 38519 example. OMK8rAZlepfzLWW75Dxd63jy2wswESzxDKG2f9AMN1CytCd10cYISAxfAdvXSZ7xujKAtPbctvOQ2ofO7AZJ+d01EeeQTVBPq4/6KCWhqe2XTjnkVLNvvhnc0u28aoSsG0+4InvkkOHknKxw4kX18MMR34i8lC36SR5xBni8vHI=")]
    public void It_is_valid_in_any_spelling_and_wrong_over_anything_else(string key, string record, string signature)
    {
        var dnskey = (DnskeyData)Read(key).Data;
        var rrsig = (RrsigData)Read(signature).Data;
        var signed = Read(record);
        var between = ValidityPeriod.Date(rrsig.Inception, DateTime.UnixEpoch.AddYears(40)).AddDays(1);
        var verifier = new SignatureVerifier(new FrameworkSignatures());
        SignatureVerdict Verdict(DomainName owner, RecordData data) => verifier.Verify(owner, [data], rrsig, dnskey, between, out _);

        Assert.Equal(SignatureVerdict.Valid, Verdict(signed.Owner, signed.Data));
        var upper = Read(record.Replace("a", "A", StringComparison.Ordinal).Replace("e", "E", StringComparison.Ordinal));
        Assert.Equal(SignatureVerdict.Valid, Verdict(upper.Owner, upper.Data));
        var wrong = dnskey.ToKey().Length < 80 && dnskey.Algorithm == 8 ? SignatureVerdict.NotJudged : SignatureVerdict.Wrong;
        Assert.Equal(wrong, Verdict(DomainName.Parse("other.example.net"), signed.Data));
        Assert.Equal(wrong, Verdict(signed.Owner, Read(record.Contains(" MX ", StringComparison.Ordinal) ? "a. 3600 IN MX 2 ai.example." : "a. 3600 IN A 192.0.2.2").Data));
    }

    private static ResourceRecord Read(string line)
    {
        using var text = new StringReader(line + "\n");
        return MasterFileReader.Read(text).Single();
    }
}

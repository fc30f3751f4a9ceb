using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Records;

public sealed class DsTextTests
{
    private const string Sha1 = "2BB183AF5F22588179A53B0A98631FAD1A292118";
    private const string Sha256 = "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A";
    private const string Sha384 = "72D7B62976CE06438E9C0BF319013CF801F09ECC84B8D7E9495F27E305C6A9B0563A9B5F4D288405C3008A946DF983D6";

    [Theory]
    [InlineData("60485 5 1 " + Sha1, "60485 5 1 " + Sha1)]
    [InlineData(" 60485\t5  2 D4B7D520E7BB5F0F67674A0CCEB1E3E0 614B93C4F9E99B8383F6A1E4469DA50A\r\n", "60485 5 2 " + Sha256)]
    [InlineData("0 255 4 " + Sha384, "0 255 4 " + Sha384)]
    [InlineData("65535 13 3 abcd", "65535 13 3 ABCD")]
    public void A_pasted_record_is_read(string text, string expected)
    {
        Assert.True(DsText.TryRead(text, out var data, out var sentence));
        Assert.Equal(expected, data.ToString());
        Assert.Empty(sentence);
    }

    [Theory]
    [InlineData("257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==")]
    [InlineData("256 3 8 AwEAAcFcGsaxxdgiuuGmCkVImy4h99CqT7jwY3pexPGcnUFt R2Fh36BponcwtkZ4cAgtvd4Qs8PkxUdp6p/DlUmObdk=")]
    [InlineData("example.com. 3600 IN DNSKEY 257 3 13 mdsswUyr")]
    [InlineData("example.com. IN cdnskey 0 3 0 AA==")]
    public void A_key_is_no_DS_record_and_that_is_what_is_said(string text)
    {
        Assert.False(DsText.TryRead(text, out _, out var sentence));
        Assert.StartsWith("This is a DNSKEY record", sentence, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("257 3 2 " + Sha256)]
    [InlineData("257 3 13 ABCD")]
    public void A_DS_record_that_begins_as_a_key_does_is_one(string text) => Assert.True(DsText.TryRead(text, out _, out _));

    [Theory]
    [InlineData(null, "A DS record is four fields, key tag, algorithm, digest type and digest in hexadecimal, not ''.")]
    [InlineData("60485 5 1", "A DS record is four fields, key tag, algorithm, digest type and digest in hexadecimal, not '60485 5 1'.")]
    [InlineData("65536 5 1 AA", "The key tag of a DS record is a number from 0 to 65535, not '65536'.")]
    [InlineData("-1 5 1 AA", "The key tag of a DS record is a number from 0 to 65535, not '-1'.")]
    [InlineData("1 256 1 AA", "The algorithm of a DS record is a number from 0 to 255, not '256'.")]
    [InlineData("1 RSASHA256 1 AA", "The algorithm of a DS record is a number from 0 to 255, not 'RSASHA256'.")]
    [InlineData("1 5 256 AA", "The digest type of a DS record is a number from 0 to 255, not '256'.")]
    [InlineData("1 5 3 0xAA", "The digest of a DS record is hexadecimal, and 'x' is no hexadecimal digit.")]
    [InlineData("1 5 3 ABC", "The digest of a DS record has two digits for each octet, and these are 3: one is missing or too many.")]
    [InlineData("1 5 1 " + Sha256, "A digest of type 1 (SHA-1) has 40 hexadecimal digits, and this one has 64.")]
    [InlineData("1 5 2 " + Sha1, "A digest of type 2 (SHA-256) has 64 hexadecimal digits, and this one has 40.")]
    [InlineData("1 5 4 " + Sha256, "A digest of type 4 (SHA-384) has 96 hexadecimal digits, and this one has 64.")]
    public void What_is_no_record_is_refused_with_a_sentence(string? text, string expected)
    {
        Assert.False(DsText.TryRead(text, out var data, out var sentence));
        Assert.Equal(expected, sentence);
        Assert.Null(data);
    }
}

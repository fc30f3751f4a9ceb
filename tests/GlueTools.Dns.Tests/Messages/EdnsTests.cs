using System;
using System.Linq;
using System.Text;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Messages;

public class EdnsTests
{
    private static Message Parse(string hex)
    {
        var bytes = Hex.Bytes(hex);
        return MessageParser.Parse(bytes, bytes.Length);
    }

    private static string ErrorsOf(params EdnsOption[] options) => new Edns(1232, 0, false, options).ExtendedErrors;

    private static EdnsOption Error(int code, string text) => new(Edns.ExtendedErrorOption, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(text)]);

    [Fact]
    public void Every_field_of_OPT_is_read()
    {
        var message = Parse("0001 8000 0000 0000 0000 0001" + "00 0029 04D0 00 05 8000 000B" + "000A 0003 010203" + "FDE9 0000");
        var edns = message.Edns!;
        Assert.Equal(1232, edns.PayloadSize);
        Assert.Equal(5, edns.Version);
        Assert.True(edns.DnssecOk);
        Assert.Equal([10, 65001], edns.Options.Select(option => (int)option.Code));
        Assert.Equal(new byte[] { 1, 2, 3 }, edns.Options[0].ToBytes());
        Assert.Empty(edns.Options[1].ToBytes());
        Assert.Empty(message.Additional);
    }

    [Theory]
    [InlineData("8000", "00", 0, "NOERROR")]
    [InlineData("8003", "00", 3, "NXDOMAIN")]
    [InlineData("8000", "01", 16, "BADVERS")]
    [InlineData("8007", "01", 23, "BADCOOKIE")]
    [InlineData("800F", "FF", 4095, "RCODE4095")]
    public void The_response_code_is_joined_of_header_and_OPT(string flags, string upper, int code, string text)
    {
        var message = Parse("0001" + flags + "0000 0000 0000 0001" + "00 0029 04D0" + upper + "00 0000 0000");
        Assert.Equal((ResponseCode)code, message.ResponseCode);
        Assert.Equal(text, message.ResponseCode.ToText());
    }

    [Fact]
    public void Of_two_OPT_records_the_first_counts_in_every_respect()
    {
        var message = Parse("0001 8000 0000 0000 0000 0002" + "00 0029 04D0 00 00 0000 0000" + "00 0029 0200 01 00 8000 0000");
        Assert.Equal(1232, message.Edns!.PayloadSize);
        Assert.False(message.Edns.DnssecOk);
        Assert.Equal(ResponseCode.NoError, message.ResponseCode);
    }

    [Fact]
    public void OPT_means_something_in_the_additional_section_only()
    {
        var message = Parse("0001 8000 0000 0001 0001 0000" + "00 0029 04D0 01 00 0000 0000" + "00 0029 04D0 01 00 0000 0000");
        Assert.Null(message.Edns);
        Assert.Equal(ResponseCode.NoError, message.ResponseCode);
        Assert.Equal(RecordType.OPT, Assert.Single(message.Answer).Type);
        Assert.Equal(RecordType.OPT, Assert.Single(message.Authority).Type);
    }

    [Theory]
    [InlineData("0001", "00")] // half an option code
    [InlineData("0003", "000A 00")] // half an option length
    [InlineData("0004", "000A 0001")] // one octet promised, none there
    [InlineData("0005", "000A FFFF 00")]
    public void An_option_that_runs_out_of_OPT_is_refused(string length, string options) =>
        Assert.Throws<WireFormatException>(() => Parse("0001 8000 0000 0000 0000 0001" + "00 0029 04D0 00000000" + length + options + "000000000000"));

    [Fact]
    public void Extended_errors_read_as_code_and_text()
    {
        Assert.Equal(string.Empty, ErrorsOf());
        Assert.Equal("22", ErrorsOf(Error(22, string.Empty)));
        Assert.Equal("22: no route", ErrorsOf(Error(22, "no route")));
        Assert.Equal("65535: x", ErrorsOf(Error(65535, "x")));
        Assert.Equal("18: nein, \u00fc; 23", ErrorsOf(Error(18, "nein, \u00fc"), new EdnsOption(3, [0, 1, 65]), Error(23, string.Empty)));
    }

    [Fact]
    public void Extended_errors_are_safe_to_print()
    {
        Assert.Equal(@"0: \027[2J\226\128\174\000", ErrorsOf(Error(0, "\u001b[2J\u202e\0")));
        Assert.Equal("0: \ufffd(", ErrorsOf(new EdnsOption(15, [0, 0, 0xC3, 0x28])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("16")]
    public void An_extended_error_without_a_whole_code_says_nothing(string hex) =>
        Assert.Equal(string.Empty, ErrorsOf(new EdnsOption(Edns.ExtendedErrorOption, Hex.Bytes(hex))));

    [Fact]
    public void An_option_keeps_its_own_copy()
    {
        var bytes = new byte[] { 1 };
        var option = new EdnsOption(1, bytes);
        bytes[0] = 2;
        option.ToBytes()[0] = 3;
        Assert.Equal(new byte[] { 1 }, option.ToBytes());
    }
}

using System;
using System.Linq;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Names;

public class DomainNameTextTests
{
    private static readonly string Label63 = new('a', 63);

    [Theory]
    [InlineData("example.com", "076578616D706C6503636F6D00")]
    [InlineData("example.com.", "076578616D706C6503636F6D00")]
    [InlineData(".", "00")]
    [InlineData("a", "016100")]
    [InlineData(@"a\.b.c", "03612E62016300")]
    [InlineData(@"a\.", "02612E00")]
    [InlineData(@"\.", "012E00")]
    [InlineData(@"\\", "015C00")]
    [InlineData(@"\000\255.x", "0200FF017800")]
    [InlineData(@"\032", "012000")]
    [InlineData(@"\ ", "012000")]
    [InlineData(@"\046.x", "012E017800")]
    [InlineData("*.example", "012A076578616D706C6500")]
    [InlineData("0/25.2.0.192", "04302F323501320130033139320" + "0")]
    public void Text_becomes_these_octets(string text, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(DomainName.Parse(text).ToWire()));

    [Theory]
    [InlineData("example.com.", "example.com")]
    [InlineData("eXample.COM", "eXample.COM")]
    [InlineData(".", ".")]
    [InlineData(@"\065\.\b", @"A\.b")]
    [InlineData(@"a\032b", @"a\032b")]
    [InlineData(@"a\ b", @"a\032b")]
    [InlineData("@", @"\@")]
    [InlineData("$a", @"\$a")]
    [InlineData("a;b", @"a\;b")]
    [InlineData("(a)", @"\(a\)")]
    [InlineData("\"a\"", "\\\"a\\\"")]
    [InlineData("=a=", @"\061a=")]
    [InlineData("+a.+b", @"\043a.+b")]
    [InlineData("-a.-b-", @"\045a.-b-")]
    [InlineData("-", @"\045")]
    [InlineData("-.a;", @"\045.a\;")]
    [InlineData("a|b", @"a\124b")]
    [InlineData(@"\127\128\255\000\010", @"\127\128\255\000\010")]
    public void Text_is_printed_in_its_one_form_and_that_form_stands(string text, string printed)
    {
        Assert.Equal(printed, DomainName.Parse(text).Text);
        Assert.Equal(printed, DomainName.Parse(printed).Text);
        Assert.Equal(printed, DomainName.Parse(text).ToString());
    }

    [Theory]
    [InlineData("", "The name is empty.")]
    [InlineData("..", "'..' has an empty label.")]
    [InlineData(".a", "'.a' has an empty label.")]
    [InlineData("a..b", "'a..b' has an empty label.")]
    [InlineData("a..", "'a..' has an empty label.")]
    [InlineData(@"a\", @"'a\' holds a character that a DNS name cannot hold as it stands, at position 2.")]
    [InlineData(@"a\25", @"'a\25' holds a character that a DNS name cannot hold as it stands, at position 2.")]
    [InlineData(@"a\256", @"'a\256' holds a character that a DNS name cannot hold as it stands, at position 2.")]
    [InlineData(@"a\2x5", @"'a\2x5' holds a character that a DNS name cannot hold as it stands, at position 2.")]
    [InlineData("a b", "'a b' holds a character that a DNS name cannot hold as it stands, at position 2.")]
    [InlineData("b\u00fccher", "'b\u00fccher' holds a character that a DNS name cannot hold as it stands, at position 2.")]
    [InlineData("\\\u00fc", "'\\\u00fc' holds a character that a DNS name cannot hold as it stands, at position 1.")]
    public void Text_that_is_no_name_is_refused_with_a_reason(string text, string reason)
    {
        Assert.Equal(reason, Assert.Throws<FormatException>(() => DomainName.Parse(text)).Message);
        Assert.False(DomainName.TryParse(text, out var name));
        Assert.True(name.IsRoot);
    }

    [Fact]
    public void Null_is_no_name() => Assert.False(DomainName.TryParse(null, out _));

    [Fact]
    public void The_reason_shows_no_control_character_of_the_text()
    {
        var reason = Assert.Throws<FormatException>(() => DomainName.Parse("a..\u001b[31m\u202e")).Message;
        Assert.DoesNotContain(reason, c => char.IsControl(c) || c == '\u202e');
    }

    [Fact]
    public void A_label_holds_63_octets_and_no_more()
    {
        Assert.Equal(65, DomainName.Parse(Label63).WireLength);
        Assert.Equal(65, DomainName.Parse(Label63 + ".").WireLength);
        foreach (var text in new[] { Label63 + "a", Label63 + "a.com", "com." + Label63 + @"\000" })
        {
            Assert.Equal("A label of the name is longer than 63 octets.", Assert.Throws<FormatException>(() => DomainName.Parse(text)).Message);
        }
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    [InlineData(63, false)]
    public void A_name_holds_255_octets_and_no_more(int lastLabel, bool fits)
    {
        var text = string.Join(".", Label63, Label63, Label63, new string('b', lastLabel));
        foreach (var form in new[] { text, text + ".", text.Replace("b", @"\200", StringComparison.Ordinal) })
        {
            Assert.Equal(fits, DomainName.TryParse(form, out var name));
            Assert.Equal(fits ? 255 : 1, name.WireLength);
        }
    }

    [Fact]
    public void A_name_of_127_one_octet_labels_is_the_longest_of_its_kind()
    {
        var text = string.Join(".", Enumerable.Repeat("x", 127));
        var name = DomainName.Parse(text);
        Assert.Equal(127, name.LabelCount);
        Assert.Equal(255, name.WireLength);
        Assert.Equal(text, name.Text);
        Assert.Equal(name, DomainName.Parse(text + "."));
        Assert.Equal("The name is longer than 255 octets.", Assert.Throws<FormatException>(() => DomainName.Parse(text + ".x")).Message);
        Assert.False(DomainName.TryParse(text + "..", out _));
    }

    [Fact]
    public void A_very_long_text_is_refused()
    {
        Assert.False(DomainName.TryParse(new string('a', 100_000), out _));
        Assert.False(DomainName.TryParse(string.Concat(Enumerable.Repeat("a.", 100_000)), out _));
    }
}

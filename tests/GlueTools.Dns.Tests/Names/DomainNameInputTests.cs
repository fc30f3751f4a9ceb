using System;
using System.Linq;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Names;

public class DomainNameInputTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("EXAMPLE.Com", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("  example.com\r\n", "example.com")]
    [InlineData("\texample.com\t", "example.com")]
    [InlineData("com", "com")]
    [InlineData(".", ".")]
    [InlineData("_dmarc.example.com", "_dmarc.example.com")]
    [InlineData("0/25.2.0.192.in-addr.arpa", "0/25.2.0.192.in-addr.arpa")]
    [InlineData("1.2.3.4.5", "1.2.3.4.5")]
    [InlineData("10.1", "10.1")]
    [InlineData("domains.txt", "domains.txt")]
    [InlineData("b\u00fccher.example", "xn--bcher-kva.example")]
    [InlineData("bu\u0308cher.example", "xn--bcher-kva.example")]
    [InlineData("BU\u0308CHER.Example", "xn--bcher-kva.example")]
    [InlineData("B\u00dcCHER.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("XN--BCHER-KVA.example", "xn--bcher-kva.example")]
    [InlineData("\u4f8b\u3048\u3002\u30c6\u30b9\u30c8", "xn--r8jz45g.xn--zckzah")]
    [InlineData("example\uff0ecom", "example.com")]
    [InlineData("example\uff61com", "example.com")]
    [InlineData("example.com\u3002", "example.com")]
    [InlineData("-a.example", @"\045a.example")]
    [InlineData(@"\045a.example", @"\045a.example")]
    [InlineData(@"a\045b.example", "a-b.example")]
    [InlineData("\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45.com", "example.com")]
    public void A_name_as_people_write_it_is_read(string text, string expected)
    {
        Assert.True(DomainNameInput.TryRead(text, out var name, out var problem, out var sentence), sentence);
        Assert.Equal(expected, name.Text);
        Assert.Equal(DomainNameProblem.None, problem);
        Assert.Equal(string.Empty, sentence);
    }

    [Theory]
    [InlineData("", DomainNameProblem.Empty, "The name is empty; give a domain name such as example.com.")]
    [InlineData(" \t\r\n", DomainNameProblem.Empty, "The name is empty; give a domain name such as example.com.")]
    [InlineData(null, DomainNameProblem.Empty, "The name is empty; give a domain name such as example.com.")]
    [InlineData("a..b", DomainNameProblem.EmptyLabel, "'a..b' has an empty label; remove the extra dot.")]
    [InlineData(".com", DomainNameProblem.EmptyLabel, "'.com' has an empty label; remove the extra dot.")]
    [InlineData("..", DomainNameProblem.EmptyLabel, "'..' has an empty label; remove the extra dot.")]
    [InlineData("com..", DomainNameProblem.EmptyLabel, "'com..' has an empty label; remove the extra dot.")]
    [InlineData("a.\u3002b", DomainNameProblem.EmptyLabel, "'a.\u3002b' has an empty label; remove the extra dot.")]
    [InlineData("example .com", DomainNameProblem.Space, "'example .com' holds a space; give one name per line or argument.")]
    [InlineData("a.com\tb.com", DomainNameProblem.Space, "'a.com\\u{0009}b.com' holds a space; give one name per line or argument.")]
    [InlineData("a\u00a0b", DomainNameProblem.Space, "'a\\u{00A0}b' holds a space; give one name per line or argument.")]
    [InlineData("a\u0000b", DomainNameProblem.ControlCharacter, "'a\\u{0000}b' holds a control character; remove it.")]
    [InlineData("\u001b[31ma", DomainNameProblem.ControlCharacter, "'\\u{001B}[31ma' holds a control character; remove it.")]
    [InlineData("a.com\nb.com", DomainNameProblem.ControlCharacter, "'a.com\\u{000A}b.com' holds a control character; remove it.")]
    [InlineData("exa\u200bmple.com", DomainNameProblem.InvisibleCharacter, "'exa\\u{200B}mple.com' holds an invisible character (zero-width or writing direction); retype the name instead of pasting it.")]
    [InlineData("\ufeffexample.com", DomainNameProblem.InvisibleCharacter, "'\\u{FEFF}example.com' holds an invisible character (zero-width or writing direction); retype the name instead of pasting it.")]
    [InlineData("a\u202eb", DomainNameProblem.InvisibleCharacter, "'a\\u{202E}b' holds an invisible character (zero-width or writing direction); retype the name instead of pasting it.")]
    [InlineData("a\u2028b", DomainNameProblem.InvisibleCharacter, "'a\\u{2028}b' holds an invisible character (zero-width or writing direction); retype the name instead of pasting it.")]
    [InlineData("*.example.com", DomainNameProblem.Wildcard, "'*.example.com' is a wildcard; a wildcard is not delegated, give the name of the zone.")]
    [InlineData("\uff0a.example.com", DomainNameProblem.NotAName, "'\uff0a.example.com' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData(@"a\046b.example", DomainNameProblem.NotAName, @"'a\046b.example' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData(@"a\04.example", DomainNameProblem.NotAName, @"'a\04.example' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData("http://example.com", DomainNameProblem.Url, "'http://example.com' is a URL; give the domain name in it, example.com.")]
    [InlineData("https://me@www.EXAMPLE.com:8443/a/b?c#d", DomainNameProblem.Url, "'https://me@www.EXAMPLE.com:8443/a/b?c#d' is a URL; give the domain name in it, www.example.com.")]
    [InlineData("https://192.0.2.1/", DomainNameProblem.Url, "'https://192.0.2.1/' is a URL; give the domain name in it.")]
    [InlineData("user@example.com", DomainNameProblem.MailAddress, "'user@example.com' is an e-mail address; give the domain name in it, example.com.")]
    [InlineData("@example.com", DomainNameProblem.NotAName, "'@example.com' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData("192.0.2.1", DomainNameProblem.Address, "'192.0.2.1' is an address; a domain name is wanted here. Its reverse zone would be 2.0.192.in-addr.arpa, and a name server with its address is written ns1.example.com/192.0.2.1.")]
    [InlineData("192.0.2.0/24", DomainNameProblem.AddressRange, "'192.0.2.0/24' is a range of addresses; give its reverse zone, 2.0.192.in-addr.arpa.")]
    [InlineData("2001:db8::/32", DomainNameProblem.AddressRange, "'2001:db8::/32' is a range of addresses; give its reverse zone, 8.b.d.0.1.0.0.2.ip6.arpa.")]
    [InlineData(@"a\046b", DomainNameProblem.NotAName, @"'a\046b' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData("a\uff3c046b", DomainNameProblem.NotAName, "'a\uff3c046b' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData("a\uff20b", DomainNameProblem.NotAName, "'a\uff20b' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData("2001:db8::1", DomainNameProblem.Address, "'2001:db8::1' is an address; a domain name is wanted here. Its reverse zone would be 0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, and a name server with its address is written ns1.example.com/2001:db8::1.")]
    [InlineData("[2001:db8::1]", DomainNameProblem.Address, "'[2001:db8::1]' is an address; a domain name is wanted here. Its reverse zone would be 0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, and a name server with its address is written ns1.example.com/2001:db8::1.")]
    [InlineData("[2001:db8::1]:53", DomainNameProblem.AddressWithPort, "'[2001:db8::1]:53' is an address with a port; a domain name is wanted here. Its reverse zone would be 0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, and a name server with its address is written ns1.example.com/2001:db8::1.")]
    [InlineData("192.0.2.1:53", DomainNameProblem.AddressWithPort, "'192.0.2.1:53' is an address with a port; a domain name is wanted here. Its reverse zone would be 2.0.192.in-addr.arpa, and a name server with its address is written ns1.example.com/192.0.2.1.")]
    [InlineData("example.com:53", DomainNameProblem.NameWithPort, "'example.com:53' is a name with a port; give the domain name in it, example.com.")]
    [InlineData("example.com:99999", DomainNameProblem.NotAName, "'example.com:99999' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData("[example.com]", DomainNameProblem.NotAName, "'[example.com]' is not a domain name; use letters, digits, hyphens and dots.")]
    [InlineData("example.com/", DomainNameProblem.Url, "'example.com/' is part of a URL; give the domain name in it, example.com.")]
    [InlineData("//example.com", DomainNameProblem.Url, "'//example.com' is part of a URL; give the domain name in it, example.com.")]
    [InlineData("//", DomainNameProblem.Url, "'//' is part of a URL; give the domain name in it.")]
    [InlineData("www.EXAMPLE.com/a/b", DomainNameProblem.Url, "'www.EXAMPLE.com/a/b' is part of a URL; give the domain name in it, www.example.com.")]
    [InlineData("\u0378.com", DomainNameProblem.NotAName, "'\\u{0378}.com' is not a domain name; use letters, digits, hyphens and dots.")]
    public void A_mistake_is_named_in_one_sentence(string? text, DomainNameProblem expected, string expectedSentence)
    {
        Assert.False(DomainNameInput.TryRead(text, out var name, out var problem, out var sentence));
        Assert.True(name.IsRoot);
        Assert.Equal(expected, problem);
        Assert.Equal(expectedSentence, sentence);
    }

    [Fact]
    public void A_lone_surrogate_is_no_name()
    {
        Assert.False(DomainNameInput.TryRead("a\ud800.com", out _, out var problem, out var sentence));
        Assert.Equal(DomainNameProblem.NotAName, problem);
        Assert.Equal("'a\\u{D800}.com' is not a domain name; use letters, digits, hyphens and dots.", sentence);
    }

    [Fact]
    public void A_label_of_64_octets_is_too_long()
    {
        var label = new string('a', 64);
        Assert.True(DomainNameInput.TryRead(label.Substring(1), out _, out _, out _));
        Assert.False(DomainNameInput.TryRead(label, out _, out var problem, out var sentence));
        Assert.Equal(DomainNameProblem.LabelTooLong, problem);
        Assert.Equal("'" + label + "' has a label of more than 63 octets; a DNS label holds at most 63.", sentence);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(70)]
    public void An_IDN_label_is_too_long_by_its_A_label(int characters)
    {
        // Characters far apart cost several octets each, so a label well under 63 characters can be over 63 octets.
        var label = string.Concat(Enumerable.Range(0, characters).Select(i => (char)(0x4e00 + (i * 7919 % 20000))));
        Assert.False(DomainNameInput.TryRead(label + ".example", out _, out var problem, out var sentence));
        Assert.Equal(DomainNameProblem.LabelTooLong, problem);
        Assert.Equal("'" + label + ".example' has a label of more than 63 octets; a DNS label holds at most 63.", sentence);
    }

    [Fact]
    public void An_over_long_label_of_combining_characters_is_too_long()
    {
        var label = string.Concat(Enumerable.Range(0, 31).Select(i => (char)(0x915 + i) + "\u093e"));
        Assert.False(DomainNameInput.TryRead(label, out _, out var problem, out _));
        Assert.Equal(DomainNameProblem.LabelTooLong, problem);
        Assert.True(DomainNameInput.TryRead(label.Substring(0, 16), out _, out _, out var sentence), sentence);
    }

    [Fact]
    public void A_name_of_256_octets_is_too_long()
    {
        var front = string.Join(".", Enumerable.Repeat(new string('a', 63), 3));
        Assert.True(DomainNameInput.TryRead(front + "." + new string('b', 61), out var name, out _, out _));
        Assert.Equal(255, name.WireLength);
        Assert.False(DomainNameInput.TryRead(front + "." + new string('b', 62), out _, out var problem, out var sentence));
        Assert.Equal(DomainNameProblem.NameTooLong, problem);
        Assert.EndsWith("...' is longer than 255 octets; no DNS name is.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_shown_by_its_beginning_only()
    {
        Assert.False(DomainNameInput.TryRead(new string('$', 50_000), out _, out _, out var sentence));
        Assert.InRange(sentence.Length, 100, 200);
    }
}

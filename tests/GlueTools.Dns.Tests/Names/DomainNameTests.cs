using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Names;

public class DomainNameTests
{
    private static DomainName N(string text) => DomainName.Parse(text);

    [Fact]
    public void The_default_value_is_the_root()
    {
        DomainName name = default;
        Assert.True(name.IsRoot);
        Assert.Equal(DomainName.Root, name);
        Assert.Equal(N("."), name);
        Assert.Equal(".", name.Text);
        Assert.Equal(1, name.WireLength);
        Assert.Equal(0, name.LabelCount);
        Assert.Equal(name, name.Parent);
        Assert.Equal(new byte[] { 0 }, name.ToWire());
        Assert.Equal(N(".").GetHashCode(), name.GetHashCode());
        Assert.Equal(name.Join(DomainName.Root), name.ToLower());
    }

    [Theory]
    [InlineData("example.com", "EXAMPLE.com")]
    [InlineData("ExAmPlE.cOm", "example.com.")]
    [InlineData("[.z", "[.Z")]
    public void Names_are_equal_whatever_their_ascii_case(string left, string right)
    {
        Assert.True(N(left) == N(right));
        Assert.False(N(left) != N(right));
        Assert.True(N(left).Equals((object)N(right)));
        Assert.Equal(0, N(left).CompareTo(N(right)));
        Assert.Equal(N(left).GetHashCode(), N(right).GetHashCode());
        Assert.Single(new HashSet<DomainName> { N(left), N(right) });
    }

    [Theory]
    [InlineData("example.com", "example.org")]
    [InlineData("example.com", "www.example.com")]
    [InlineData(@"a\.b", "a.b")]
    [InlineData("[", "{")]
    [InlineData("@", @"\096")]
    [InlineData(@"\193", @"\225")]
    [InlineData("a", ".")]
    public void Names_that_differ_in_more_than_ascii_case_differ(string left, string right)
    {
        Assert.False(N(left) == N(right));
        Assert.True(N(left) != N(right));
        Assert.NotEqual(0, N(left).CompareTo(N(right)));
        Assert.False(N(left).Equals((object)right));
    }

    [Fact]
    public void Case_is_kept_until_ToLower()
    {
        Assert.Equal("ExAmPle.COM", N("ExAmPle.COM").Text);
        Assert.Equal("example.com", N("ExAmPle.COM").ToLower().Text);
        Assert.Equal(@"\193z", N(@"\193Z").ToLower().Text);
    }

    [Fact]
    public void The_wire_bytes_are_a_copy()
    {
        var name = N("a");
        name.ToWire()[1] = (byte)'b';
        Assert.Equal("a", name.Text);
    }

    [Theory]
    [InlineData("www.example.com", "example.com", true, true)]
    [InlineData("WWW.EXAMPLE.COM", "example.com", true, true)]
    [InlineData("example.com", "example.com", true, false)]
    [InlineData("notexample.com", "example.com", false, false)]
    [InlineData(@"not\.example.com", "example.com", false, false)]
    [InlineData(@"a\007example.com", "example.com", false, false)]
    [InlineData("com", "example.com", false, false)]
    [InlineData("example.org", "example.com", false, false)]
    [InlineData("example.com.org", "example.com", false, false)]
    [InlineData("example.com", ".", true, true)]
    [InlineData(".", ".", true, false)]
    [InlineData(".", "com", false, false)]
    public void A_name_lies_below_another_by_whole_labels(string name, string ancestor, bool atOrBelow, bool below)
    {
        Assert.Equal(atOrBelow, N(name).IsAtOrBelow(N(ancestor)));
        Assert.Equal(below, N(name).IsBelow(N(ancestor)));
    }

    [Fact]
    public void A_parent_has_one_label_less()
    {
        Assert.Equal(N("example.com"), N("www.example.com").Parent);
        Assert.Equal(DomainName.Root, N("com").Parent);
        Assert.True(N("com").Parent.IsRoot);
    }

    [Theory]
    [InlineData(0, ".")]
    [InlineData(1, "com")]
    [InlineData(2, "example.com")]
    [InlineData(3, "www.example.com")]
    public void LastLabels_keeps_the_end(int labels, string expected) =>
        Assert.Equal(expected, N("www.example.com").LastLabels(labels).Text);

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void LastLabels_refuses_a_number_that_the_name_does_not_have(int labels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => N("www.example.com").LastLabels(labels));

    [Theory]
    [InlineData("example.com", "example.com", "@")]
    [InlineData("www.EXAMPLE.com", "example.COM", "www")]
    [InlineData("a.b.example.com", "example.com", "a.b")]
    [InlineData("example.com", ".", "example.com")]
    [InlineData(".", ".", "@")]
    [InlineData("@.example.com", "example.com", @"\@")]
    [InlineData(@"a\.b.example.com", "example.com", @"a\.b")]
    public void RelativeTo_gives_the_labels_in_front_of_the_zone(string name, string zone, string expected) =>
        Assert.Equal(expected, N(name).RelativeTo(N(zone)));

    [Theory]
    [InlineData("notexample.com", "example.com")]
    [InlineData("com", "example.com")]
    public void RelativeTo_refuses_a_name_outside_the_zone(string name, string zone)
    {
        var error = Assert.Throws<ArgumentException>(() => N(name).RelativeTo(N(zone)));
        Assert.StartsWith(name + " does not lie in " + zone + ".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Join_puts_one_name_in_front_of_another()
    {
        Assert.Equal("www.example.com", N("www").Join(N("example.com")).Text);
        Assert.Equal("example.com", DomainName.Root.Join(N("example.com")).Text);
        Assert.Equal("example.com", N("example.com").Join(DomainName.Root).Text);
    }

    [Fact]
    public void Join_fits_255_octets_and_refuses_256()
    {
        var long201 = N(string.Join(".", new string('a', 63), new string('b', 63), new string('c', 63), new string('d', 7)));
        Assert.Equal(201, long201.WireLength);
        Assert.Equal(255, N(new string('e', 53)).Join(long201).WireLength);
        Assert.Throws<FormatException>(() => N(new string('e', 54)).Join(long201));
        Assert.Throws<FormatException>(() => long201.Prepend(new string('e', 54)));
    }

    [Fact]
    public void Prepend_takes_exactly_one_label()
    {
        Assert.Equal("www.example.com", N("example.com").Prepend("www").Text);
        Assert.Equal(@"a\.b.example.com", N("example.com").Prepend(@"a\.b").Text);
        foreach (var label in new[] { "a.b", ".", string.Empty, new string('a', 64) })
        {
            Assert.Throws<FormatException>(() => N("example.com").Prepend(label));
        }
    }
}

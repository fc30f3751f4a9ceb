using System;
using System.Linq;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Names;

public class DomainNameOrderTests
{
    // RFC 4034, section 6.1: its own list, in its own spelling.
    private static readonly string[] Rfc4034 =
    [
        "example", "a.example", "yljkjljk.a.example", "Z.a.example", "zABC.a.EXAMPLE", "z.example", @"\001.z.example", "*.z.example", @"\200.z.example",
    ];

    [Fact]
    public void The_list_of_RFC_4034_comes_out_as_printed_there()
    {
        var names = Rfc4034.Select(DomainName.Parse).ToArray();
        var mixed = names.OrderBy(name => name.GetHashCode()).Concat(names.Reverse()).Distinct().ToArray();
        Array.Sort(mixed);
        Assert.Equal(Rfc4034, mixed.Select(name => name.Text));
    }

    [Fact]
    public void Every_pair_of_that_list_compares_one_way_and_its_mirror_the_other()
    {
        var names = Rfc4034.Prepend(".").Select(DomainName.Parse).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            for (var k = 0; k < names.Length; k++)
            {
                Assert.Equal(Math.Sign(i.CompareTo(k)), Math.Sign(names[i].CompareTo(names[k])));
                Assert.Equal(i < k, names[i] < names[k]);
                Assert.Equal(i > k, names[i] > names[k]);
                Assert.Equal(i <= k, names[i] <= names[k]);
                Assert.Equal(i >= k, names[i] >= names[k]);
            }
        }
    }

    [Theory]
    [InlineData("ab", "abc")]
    [InlineData("b.a", "a.b")]
    [InlineData("z.com", "a.net")]
    [InlineData(@"\000", "a")]
    public void The_left_name_comes_first(string first, string second) =>
        Assert.True(DomainName.Parse(first) < DomainName.Parse(second));

    [Fact]
    public void Every_name_comes_after_null_and_nothing_else_compares()
    {
        var name = DomainName.Parse("a");
        Assert.Equal(1, name.CompareTo(null));
        Assert.Equal(-1, name.CompareTo((object)DomainName.Parse("b")));
        Assert.Throws<ArgumentException>(() => name.CompareTo("a"));
    }
}

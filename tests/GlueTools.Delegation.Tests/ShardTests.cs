using System;
using System.Linq;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Tests;

public sealed class ShardTests
{
    /// <summary>Never to be changed: parts of a run may be versions apart. The numbers were computed by another program from the description of <see cref="Shard"/>.</summary>
    [Theory]
    [InlineData("example.com", 7, 999)]
    [InlineData("a.b.c.example.org", 4, 860)]
    [InlineData("b\u00fccher.example", 11, 891)]
    [InlineData(".", 4, 92)]
    [InlineData("a..b", 13, 893)]
    [InlineData("not a name", 16, 72)]
    [InlineData("\u200bhidden.example", 2, 970)]
    [InlineData("", 2, 642)]
    public void A_name_falls_into_this_part_for_ever(string name, int ofSixteen, int ofThousand)
    {
        Assert.Equal(ofSixteen, PartOf(name, 16));
        Assert.Equal(ofThousand, PartOf(name, 1000));
        Assert.Equal(1, PartOf(name, 1));
    }

    [Theory]
    [InlineData("example.com", "EXAMPLE.com.")]
    [InlineData("example.com", " \texample.com\r\n")]
    [InlineData("example.com", "example\u3002com")]
    [InlineData("xn--bcher-kva.example", "B\u00dcCHER.example.")]
    [InlineData("xn--bcher-kva.example", "bu\u0308cher.example")]
    [InlineData("a..b", " a..b ")]
    public void However_a_name_is_written_it_falls_into_the_same_part(string name, string other)
    {
        foreach (var count in new[] { 2, 16, 1000 })
        {
            Assert.True(Of(PartOf(name, count), count).Holds(other));
        }
    }

    /// <summary>Names of a list often differ in a number only.</summary>
    [Theory]
    [InlineData("d{0}.example", 2)]
    [InlineData("d{0}.example", 16)]
    [InlineData("kunde-{0:D6}.de", 64)]
    [InlineData("example{0}.com", 10)]
    public void Parts_are_about_equal(string pattern, int count)
    {
        var sizes = new int[count];
        for (var i = 0; i < 20_000; i++)
        {
            var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, i);
            sizes[Shard.PartOf(name, count) - 1]++;
        }

        var even = 20_000.0 / count;
        Assert.InRange(sizes.Min(), even - (5 * Math.Sqrt(even)), even);
        Assert.InRange(sizes.Max(), even, even + (5 * Math.Sqrt(even)));
    }

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("3/16", 3, 16)]
    [InlineData("1000000/1000000", 1_000_000, 1_000_000)]
    public void A_part_is_read_as_it_is_written(string text, int number, int count)
    {
        Assert.True(Shard.TryParse(text, out var shard));
        Assert.Equal((number, count, text), (shard!.Number, shard.Count, shard.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("/")]
    [InlineData("0/16")]
    [InlineData("17/16")]
    [InlineData("1/0")]
    [InlineData("-1/16")]
    [InlineData("1/1000001")]
    [InlineData("1/99999999999")]
    [InlineData("1 / 16")]
    [InlineData("1/16/1")]
    [InlineData("one/two")]
    public void What_is_no_part_is_refused(string? text)
    {
        Assert.False(Shard.TryParse(text, out var shard));
        Assert.Null(shard);
    }

    private static Shard Of(int number, int count) => Shard.TryParse(number + "/" + count, out var shard) ? shard! : throw new ArgumentException("No part.", nameof(number));

    private static int PartOf(string name, int count) => Enumerable.Range(1, count).Single(number => Of(number, count).Holds(name));
}

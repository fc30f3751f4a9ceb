using System;
using System.Linq;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Names;

/// <summary>Numbers that stand for names.</summary>
public sealed class SuffixHashesTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, SuffixHashes.SecretLength).Select(value => (byte)(value * 37))];

    [Fact]
    public void A_name_has_the_number_that_it_has_as_the_end_of_another_in_any_letters()
    {
        SuffixHashes name = new(Secret), other = new(Secret);
        name.Set(DomainName.Parse("ns1.shop.example"));

        Assert.Equal(3, name.LabelCount);
        Assert.Equal(name[2], other.Of(DomainName.Parse("SHOP.example")));
        Assert.Equal(name[1], other.Of(DomainName.Parse("Example")));
        Assert.Equal(name.Whole, other.Of(DomainName.Parse("Ns1.Shop.Example")));
    }

    [Fact]
    public void Names_that_read_alike_without_their_dots_have_numbers_of_their_own()
    {
        var hashes = new SuffixHashes(Secret);
        string[] names = ["ab.c", "a.bc", "abc", "a.b.c", "c.ab", "b.ac"];

        Assert.Equal(names.Length, names.Select(name => hashes.Of(DomainName.Parse(name))).Distinct().Count());
    }

    /// <summary>Whoever chooses names does not know which share a number: it depends on all of the secret.</summary>
    [Fact]
    public void Each_half_of_the_secret_changes_the_number()
    {
        var name = DomainName.Parse("example");
        byte[] start = [.. Secret], factor = [.. Secret];
        start[0] ^= 1;
        factor[8] ^= 2;

        Assert.Equal(3, new[] { Secret, start, factor }.Select(secret => new SuffixHashes(secret).Of(name)).Distinct().Count());
    }

    [Fact]
    public void A_hundred_thousand_names_have_as_many_numbers()
    {
        var hashes = new SuffixHashes(Secret);

        Assert.Equal(100_000, Enumerable.Range(0, 100_000).Select(number => hashes.Of(DomainName.Parse("d" + number + ".example"))).Distinct().Count());
    }

    [Fact]
    public void A_secret_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new SuffixHashes(new byte[8]));
}

using System.Linq;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Tests;

public sealed class CheckNamesTests
{
    [Theory]
    [InlineData("GlueStale", "GlueStale")]
    [InlineData("gluestale", "GlueStale")]
    [InlineData("GLUEMATCHESCHILD", "GlueMatchesChild")]
    [InlineData("GlueStal", null)]
    [InlineData("", null)]
    public void A_name_is_found_in_any_case(string typed, string? known) => Assert.Equal(known, CheckNames.Find(typed, CheckNames.All));

    [Theory]
    [InlineData("GlueMising", "GlueMissing")]
    [InlineData("ZoneDelegated", "ZoneIsDelegated")]
    [InlineData("dsmatchchild", "DsMatchesChild")]
    [InlineData("UdpUnavailable", "ServerUdpUnavailable")]
    [InlineData("ServerUnresponsiv", "ServerUnresponsive")]
    [InlineData("StaleGlue", "GlueStale")]
    [InlineData("MissingGlue", "GlueMissing")]
    [InlineData("DanglinGlue", "GlueDangling")]
    public void The_name_that_was_meant_comes_first(string typed, string meant) => Assert.Equal(meant, CheckNames.Nearest(typed, CheckNames.All)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("something quite different, and much longer than any name there is")]
    public void Something_is_always_suggested_and_never_much(string typed) => Assert.InRange(CheckNames.Nearest(typed, CheckNames.All).Count, 1, 3);

    /// <summary>A part of three letters or more is near, wherever it stands; two letters are no part.</summary>
    [Theory]
    [InlineData("abc", "xxabcxx abd", "abd xxabcxx")]
    [InlineData("abc", "abcdefghijk abx", "abx abcdefghijk")]
    [InlineData("ab", "xxabxx ac", "ac")]
    [InlineData("abcdef", "xxxxxxabcdef abcdefxx zzzzzz", "abcdefxx xxxxxxabcdef")]
    [InlineData("abcd", "abce abcf abcg abch", "abce abcf abcg")]
    [InlineData("abcd", "abcf abce", "abce abcf")]
    [InlineData("axd", "abx abd", "abd abx")]
    [InlineData("abcdefgh", "abxxxxgh abxxxxxh", "abxxxxgh abxxxxxh")]
    [InlineData("abcdefgh", "abcdefgx abcxxxxx", "abcdefgx")]
    public void Names_that_hold_what_was_typed_are_near(string typed, string known, string nearest) => Assert.Equal(nearest.Split(' '), CheckNames.Nearest(typed, known.Split(' ')));

    [Theory]
    [InlineData("glue*", "GlueMatchesChild GlueMissing GlueStale")]
    [InlineData("*Stale", "GlueStale SiblingGlueStale")]
    [InlineData("Glue?tale", "GlueStale")]
    [InlineData("*e*e", "GlueStale SiblingGlueStale")]
    [InlineData("gluestale", "GlueStale")]
    [InlineData("*", "GlueMatchesChild GlueMissing GlueStale SiblingGlueStale")]
    [InlineData("Glue", "")]
    [InlineData("", "")]
    public void A_pattern_means_the_names_that_it_fits(string pattern, string expected) =>
        Assert.Equal(expected, string.Join(' ', CheckNames.Matching(pattern, ["GlueMatchesChild", "GlueMissing", "GlueStale", "SiblingGlueStale"])));

    [Fact]
    public void All_names_are_the_checks_and_the_codes_and_each_stands_once()
    {
        var expected = CheckCatalog.Kinds.Select(kind => kind.Check).Concat(CheckCatalog.Kinds.Select(kind => kind.Code)).Distinct();

        Assert.Equal(expected.Order(), CheckNames.All.Order());
        Assert.Equal(CheckCatalog.Kinds.Select(kind => kind.Code), CheckNames.Codes);
    }
}

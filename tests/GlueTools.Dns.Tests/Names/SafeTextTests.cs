using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Names;

public class SafeTextTests
{
    [Theory]
    [InlineData("plain text, b\u00fccher \u4e2d", "plain text, b\u00fccher \u4e2d")]
    [InlineData("", "")]
    [InlineData("\u001b[31m", @"\027[31m")]
    [InlineData("a\0b\r\n", @"a\000b\013\010")]
    [InlineData("\u0085", @"\194\133")]
    [InlineData("\u202e", @"\226\128\174")]
    [InlineData("\u200b\u2028", @"\226\128\139\226\128\168")]
    [InlineData("\ue000", @"\238\128\128")]
    [InlineData("\U0001F600", "\U0001F600")]
    [InlineData("\U000E0041", @"\243\160\129\129")]
    public void What_a_terminal_would_obey_or_hide_is_written_as_octets(string text, string safe) =>
        Assert.Equal(safe, SafeText.Escape(text));

    [Theory]
    [InlineData("=1+1", @"\0611+1")]
    [InlineData("+a", @"\043a")]
    [InlineData("-a", @"\045a")]
    [InlineData("@a", @"\064a")]
    [InlineData("\uff1da", @"\239\188\157a")]
    [InlineData("\ta", @"\009a")]
    [InlineData("\ra", @"\013a")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void No_cell_begins_a_formula_and_none_is_escaped_twice(string text, string safe)
    {
        Assert.Equal(safe, SafeText.Cell(text));
        Assert.Equal(safe, SafeText.Cell(safe));
    }

    // Not in the table: an attribute cannot hold half a pair.
    [Fact]
    public void Half_a_surrogate_pair_is_written_as_the_replacement_character() =>
        Assert.Equal(@"\239\191\189!\239\191\189", SafeText.Escape("\ud800!\udc00"));

    [Fact]
    public void No_sentence_about_a_name_holds_what_a_terminal_would_follow()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            Assert.False(DomainNameInput.TryRead("*." + (char)c + " ", out _, out _, out var sentence));
            Assert.Equal(sentence, SafeText.Escape(sentence));
        }
    }
}

using GlueTools.Views;

namespace GlueTools.Module.Tests;

public class SeverityStyleTests
{
    [Theory]
    [InlineData("Host", true, false, null, true)]
    [InlineData("Ansi", true, false, "", true)]
    [InlineData("PlainText", true, false, null, false)]
    [InlineData(null, true, false, null, false)]
    [InlineData("Host", false, false, null, false)]
    [InlineData("Host", true, true, null, false)]
    [InlineData("Host", true, false, "1", false)]
    public void Colours_are_for_terminals_that_show_them_and_people_who_want_them(string? rendering, bool isTerminal, bool isRedirected, string? noColor, bool expected) =>
        Assert.Equal(expected, SeverityStyle.IsOn(rendering, isTerminal, isRedirected, noColor));

    [Theory]
    [InlineData("Critical", "\u001b[1;31mCritical\u001b[0m")]
    [InlineData("Warning", "\u001b[33mWarning\u001b[0m")]
    [InlineData("Skipped", "Skipped")]
    public void Only_the_word_is_coloured(string word, string expected)
    {
        Assert.Equal(expected, SeverityStyle.Paint(word, isOn: true));
        Assert.Equal(word, SeverityStyle.Paint(word, isOn: false));
    }

    [Fact]
    public void Without_a_style_and_a_host_the_word_stays_as_it_is() => Assert.Equal("Error", SeverityStyle.Show("Error", null!, null!));
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Tests.Json;

public sealed class JsonTextTests
{
    private static readonly JsonLimits Small = new() { MostDepth = 3, MostValues = 6, MostCharacters = 5 };
    private static readonly JsonLimits ByHand = new() { MostDepth = 3, MostValues = 100, MostCharacters = 100, IsWrittenByHand = true };

    [Theory]
    [InlineData("", "it is cut off", 1, 1)]
    [InlineData("{\"a\":", "it is cut off", 1, 6)]
    [InlineData("{\"a\":\"x\\", "it is cut off", 1, 9)]
    [InlineData("{\"a\":\"\\u12", "it is cut off", 1, 11)]
    [InlineData("{\"a\":1,}", "'\"' is missing", 1, 8)]
    [InlineData("[1,]", "a value is missing", 1, 4)]
    [InlineData("[1\n,\n  2 3]", "a comma is missing in a list", 3, 5)]
    [InlineData("{\n  \"a\": Word\n}", "a value is missing", 2, 8)]
    [InlineData("[+1]", "a value is missing", 1, 2)]
    [InlineData("[.5]", "a value is missing", 1, 2)]
    [InlineData("[\"\\ud800\"]", "a text in it holds half of a character", 1, 9)]
    [InlineData("[\"\\udc00\\ud800\"]", "a text in it holds half of a character", 1, 9)]
    [InlineData("[\"\\ud800x\"]", "a text in it holds half of a character", 1, 9)]
    [InlineData("[\"a\tb\"]", "a text holds a control character", 1, 5)]
    [InlineData("[] []", "something stands behind the object", 1, 4)]
    [InlineData("[[[[]]]]", "it is nested more than 3 deep", 1, 5)]
    [InlineData("[1,2,3,4,5,6]", "it holds more than 6 values", 1, 12)]
    [InlineData("[\"123456\"]", "a text in it is longer than 5 characters", 1, 9)]
    [InlineData("[\"1234\\n6\"]", "a text in it is longer than 5 characters", 1, 10)]
    [InlineData("/**/1", "a value is missing", 1, 1)]
    public void What_is_wrong_is_told_with_its_place(string text, string problem, long line, long character)
    {
        var error = Assert.Throws<JsonFormatException>(() => JsonText.Read(text, Small));

        Assert.Equal((problem, line, character), (error.Message, error.Line, error.Character));
    }

    [Fact]
    public void Octets_are_read_with_a_mark_and_without_and_refused_where_they_are_no_UTF8()
    {
        Assert.Equal("é", JsonText.Read(Encoding.UTF8.GetBytes("\"é\""), Small).Text);
        Assert.Equal("é", JsonText.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("\"é\"")], Small).Text);
        Assert.Equal("it holds octets that are no UTF-8", Assert.Throws<JsonFormatException>(() => JsonText.Read([(byte)'"', 0xC3, (byte)'"'], Small)).Message);
    }

    [Theory]
    [InlineData("\\ud800", "\ufffd")]
    [InlineData("\\udc00a", "\ufffda")]
    [InlineData("\\ud800\\ud83d\\ude00", "\ufffd😀")]
    [InlineData("\\ud800\\n", "\ufffd\n")]
    [InlineData("\\uffff\\ud800\\uffff", "\uffff\ufffd\uffff")]
    public void Half_a_character_is_replaced_where_that_is_wanted(string written, string read) =>
        Assert.Equal(read, JsonText.Read("\"" + written + "\"", new JsonLimits { MostDepth = 1, MostValues = 1, MostCharacters = 100, ReplacesHalfCharacters = true }).Text);

    [Fact]
    public void What_people_write_may_have_comments_and_a_comma_too_many()
    {
        const string Text = "// first\n{ \"a\": [1, 2, ], /* ** */ \"b\": /**/ true, // last\n}\n/* end */";

        var read = JsonText.Read(Text, ByHand);

        Assert.Equal(("1,2", "true"), (string.Join(',', read["a"]!.Items.Select(item => item.Text)), read["b"]!.Text));
        Assert.Throws<JsonFormatException>(() => JsonText.Read(Text, JsonLimits.Rows));
        Assert.Equal("a comment does not end", Assert.Throws<JsonFormatException>(() => JsonText.Read("{} /* *", ByHand)).Message);
        Assert.Throws<JsonFormatException>(() => JsonText.Read("{\"a\":1,,}", ByHand));
        Assert.Throws<JsonFormatException>(() => JsonText.Read("{,}", ByHand));
    }

    [Fact]
    public void Of_two_members_with_one_name_the_later_counts_and_both_are_there()
    {
        var read = JsonText.Read("{\"a\":1,\"A\":2,\"a\":3}", Small);

        Assert.Equal(("3", 3), (read["a"]!.Text, read.Members.Count));
    }

    /// <summary>Texts made of what JSON is made of, whole and with one character more, less or other: read as the framework's reader does, or refused as it does.</summary>
    [Fact]
    public void Whatever_is_written_is_read_as_another_reader_reads_it()
    {
        var random = new Random(7);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder();
            Write(text, random, 0);
            if (random.Next(3) == 0)
            {
                var at = random.Next(text.Length);
                _ = random.Next(2) == 0 ? text.Remove(at, 1) : text.Insert(at, Pick(random, "{", "}", "[", "]", ",", ":", "\"", "\\", "0", "-", ".", "e", "1", "u", "\u0001", " ", "\ud800"));
            }

            var other = Other(text.ToString());
            var ours = Ours(text.ToString());
            Assert.True(other == ours, text + "\n" + other + "\n" + ours);
            accepted += ours is null ? 0 : 1;
        }

        Assert.InRange(accepted, 10_000, 19_000);
    }

    private static void Write(StringBuilder text, Random random, int depth)
    {
        switch (random.Next(depth > 4 ? 4 : 7))
        {
            case 0:
                text.Append(Pick(random, "0", "-0", "12", "-3.5", "1e9", "2E-3", "7.25e+10"));
                break;
            case 1:
                text.Append(Pick(random, "true", "false", "null"));
                break;
            case < 4:
                WriteText(text, random);
                break;
            case 4:
                WriteAll(text, random, '[', ']', () => Write(text, random, depth + 1));
                break;
            default:
                WriteAll(text, random, '{', '}', () =>
                {
                    WriteText(text, random);
                    text.Append(Pick(random, ":", " : ", ":\n"));
                    Write(text, random, depth + 1);
                });
                break;
        }
    }

    private static void WriteAll(StringBuilder text, Random random, char begin, char end, Action one)
    {
        text.Append(begin);
        for (var i = random.Next(4); i > 0; i--)
        {
            one();
            text.Append(i > 1 ? Pick(random, ",", " , ", ",\r\n\t") : string.Empty);
        }

        text.Append(end);
    }

    private static void WriteText(StringBuilder text, Random random)
    {
        text.Append('"');
        for (var i = random.Next(4); i > 0; i--)
        {
            text.Append(Pick(random, "a", "name", "é", "😀", "\\\"", "\\\\", "\\/", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "\u2028", "\u007f"));
        }

        text.Append('"');
    }

    private static string Pick(Random random, params string[] words) => words[random.Next(words.Length)];

    private static string? Ours(string text)
    {
        try
        {
            return Shown(JsonText.Read(text, JsonLimits.Rows));
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    private static string? Other(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Shown(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string Shown(JsonValue json) => json.Kind switch
    {
        JsonKind.Object => "{" + string.Concat(json.Members.Select(member => member.Key + "=" + Shown(member.Value) + ";")) + "}",
        JsonKind.Array => "[" + string.Concat(json.Items.Select(item => Shown(item) + ";")) + "]",
        JsonKind.Null => "null",
        JsonKind.Text => "'" + json.Text + "'",
        _ => json.Text,
    };

    private static string Shown(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Concat(json.EnumerateObject().Select(member => member.Name + "=" + Shown(member.Value) + ";")) + "}",
        JsonValueKind.Array => "[" + string.Concat(json.EnumerateArray().Select(item => Shown(item) + ";")) + "]",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "'" + json.GetString() + "'",
        _ => json.GetRawText(),
    };
}

using System.Globalization;
using System.Text;
using GlueTools.Reports.Characters;

namespace GlueTools.Reports.Json;

/// <summary>Reads what stands between quotation marks.</summary>
internal sealed class JsonTextReader(CharacterSource source, JsonLimits limits)
{
    internal const string CutOff = "it is cut off";

    private readonly StringBuilder _text = new();

    /// <summary>Reads a text with its quotation marks.</summary>
    /// <exception cref="JsonFormatException">There is none, or it is not one that can be written.</exception>
    internal string Read()
    {
        if (source.Peek() != '"')
        {
            throw Wrong(source.Peek() == CharacterSource.End ? CutOff : "'\"' is missing");
        }

        source.Take();
        var plain = Bounded(source.TakePlain());
        if (source.Peek() == '"')
        {
            // Nearly every text; the evidence of a row is a long one.
            source.Take();
            return plain;
        }

        _text.Clear();
        _text.Append(plain);
        while (true)
        {
            switch (source.Peek())
            {
                case '"':
                    source.Take();
                    return Bounded(_text.ToString());
                case CharacterSource.End:
                    throw Wrong(CutOff);
                case < ' ':
                    // A line end is refused by the source where rows are lines: then it is what is wrong.
                    source.Take();
                    throw Wrong("a text holds a control character");
                case '\\':
                    AppendUnit(ReadEscape(), isEscaped: true);
                    break;
                case >= '\uD800' and <= '\uDFFF':
                    AppendUnit((char)source.Take(), isEscaped: false);
                    break;
                default:
                    _text.Append(source.TakePlain());
                    break;
            }

            if (_text.Length > limits.MostCharacters)
            {
                throw TooLong();
            }
        }
    }

    // Half of a surrogate pair has no octets, so nothing could be written of it.
    private void AppendUnit(char unit, bool isEscaped)
    {
        while (char.IsHighSurrogate(unit))
        {
            // The other half is written in the same way.
            char? other = source.Peek() switch
            {
                '\\' when isEscaped => ReadEscape(),
                >= '\uD800' and <= '\uDFFF' when !isEscaped => (char)source.Take(),
                _ => null,
            };
            if (other is { } low && char.IsLowSurrogate(low))
            {
                _text.Append(unit).Append(low);
                return;
            }

            _text.Append(Half());
            if (other is not { } next)
            {
                return;
            }

            unit = next;
        }

        _text.Append(char.IsLowSurrogate(unit) ? Half() : unit);
    }

    private char ReadEscape()
    {
        source.Take();
        switch (source.Take())
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'b': return '\b';
            case 'f': return '\f';
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case CharacterSource.End: throw Wrong(CutOff);
            case 'u':
                var code = 0;
                for (var digit = 0; digit < 4; digit++)
                {
                    code = (code << 4) | HexOf(source.Take());
                }

                return (char)code;
            default:
                throw Unknown();
        }
    }

    private int HexOf(int digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'f' => digit - 'a' + 10,
        >= 'A' and <= 'F' => digit - 'A' + 10,
        CharacterSource.End => throw Wrong(CutOff),
        _ => throw Unknown(),
    };

    private string Bounded(string text) => text.Length > limits.MostCharacters ? throw TooLong() : text;

    private JsonFormatException TooLong() => Wrong("a text in it is longer than " + limits.MostCharacters.ToString("N0", CultureInfo.InvariantCulture) + " characters");

    private char Half() => limits.ReplacesHalfCharacters ? '\uFFFD' : throw Wrong("a text in it holds half of a character");

    private JsonFormatException Unknown() => Wrong("a text holds an unknown escape");

    private JsonFormatException Wrong(string problem) => new(problem, source.Line, source.Character);
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Reports.Characters;

namespace GlueTools.Reports.Json;

/// <summary>Reads JSON values, one behind the other.</summary>
internal sealed class JsonReader(CharacterSource source, JsonLimits limits)
{
    private const int LongestWord = 64;

    private readonly JsonTextReader _texts = new(source, limits);
    private readonly StringBuilder _word = new();
    private int _values;

    /// <summary>Reads a value of any kind.</summary>
    /// <exception cref="JsonFormatException">There is none, or it goes beyond the limits.</exception>
    /// <exception cref="FormatException">The source ends its row.</exception>
    internal JsonValue ReadValue()
    {
        _values = 0;
        return ReadValue(1);
    }

    /// <summary>Reads an object.</summary>
    /// <inheritdoc cref="ReadValue()"/>
    internal JsonValue ReadObject()
    {
        _values = 0;
        SkipSpace();
        return ReadObject(1);
    }

    /// <summary>Nothing stands behind what was read.</summary>
    /// <exception cref="JsonFormatException">Something does.</exception>
    internal void End()
    {
        SkipSpace();
        if (source.Peek() != CharacterSource.End)
        {
            throw Wrong("something stands behind the object");
        }
    }

    private JsonValue ReadValue(int depth)
    {
        if (++_values > limits.MostValues)
        {
            throw Wrong("it holds more than " + limits.MostValues.ToString("N0", CultureInfo.InvariantCulture) + " values");
        }

        SkipSpace();
        return source.Peek() switch
        {
            '"' => JsonValue.OfText(_texts.Read()),
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            _ => ReadWord(),
        };
    }

    private JsonValue ReadObject(int depth)
    {
        Expect('{');
        CheckDepth(depth);
        var members = new List<KeyValuePair<string, JsonValue>>();
        for (var goesOn = !IsEnd('}'); goesOn; goesOn = GoesOn('}', "a comma is missing"))
        {
            var name = _texts.Read();
            SkipSpace();
            Expect(':');
            members.Add(new KeyValuePair<string, JsonValue>(name, ReadValue(depth + 1)));
        }

        return JsonValue.OfMembers(members);
    }

    private JsonValue ReadArray(int depth)
    {
        Expect('[');
        CheckDepth(depth);
        var items = new List<JsonValue>();
        for (var goesOn = !IsEnd(']'); goesOn; goesOn = GoesOn(']', "a comma is missing in a list"))
        {
            items.Add(ReadValue(depth + 1));
        }

        return JsonValue.OfItems(items);
    }

    private bool IsEnd(char end)
    {
        SkipSpace();
        if (source.Peek() != end)
        {
            return false;
        }

        source.Take();
        return true;
    }

    private bool GoesOn(char end, string problem)
    {
        if (IsEnd(end))
        {
            return false;
        }

        if (source.Peek() != ',')
        {
            throw Wrong(source.Peek() == CharacterSource.End ? JsonTextReader.CutOff : problem);
        }

        source.Take();
        SkipSpace();
        return !limits.IsWrittenByHand || !IsEnd(end);
    }

    private JsonValue ReadWord()
    {
        long line = source.Line, character = source.Character;
        if (source.Peek() == CharacterSource.End)
        {
            throw Wrong(JsonTextReader.CutOff);
        }

        _word.Clear();
        while (_word.Length < LongestWord && source.Peek() is (>= '0' and <= '9') or (>= 'a' and <= 'z') or 'E' or '+' or '-' or '.')
        {
            _word.Append((char)source.Take());
        }

        var word = _word.ToString();
        return word switch
        {
            "null" => JsonValue.OfWord(JsonKind.Null, word),
            "true" or "false" => JsonValue.OfWord(JsonKind.Truth, word),
            _ when IsNumber(word) => JsonValue.OfWord(JsonKind.Number, word),
            _ => throw new JsonFormatException("a value is missing", line, character),
        };
    }

    /// <summary>RFC 8259, section 6: an integer without a zero before it, and then perhaps a fraction and an exponent.</summary>
    private static bool IsNumber(string word)
    {
        var at = word.Length > 0 && word[0] == '-' ? 1 : 0;
        var isZero = at < word.Length && word[at] == '0';
        var digits = SkipDigits(word, ref at);
        var isNumber = digits > 0 && (!isZero || digits == 1);
        if (at < word.Length && word[at] == '.')
        {
            at++;
            isNumber &= SkipDigits(word, ref at) > 0;
        }

        if (at < word.Length && word[at] is 'e' or 'E')
        {
            at += at + 1 < word.Length && word[at + 1] is '+' or '-' ? 2 : 1;
            isNumber &= SkipDigits(word, ref at) > 0;
        }

        return isNumber && at == word.Length;
    }

    private static int SkipDigits(string word, ref int at)
    {
        var start = at;
        while (at < word.Length && word[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at - start;
    }

    private void CheckDepth(int depth)
    {
        if (depth > limits.MostDepth)
        {
            throw Wrong("it is nested more than " + limits.MostDepth.ToString(CultureInfo.InvariantCulture) + " deep");
        }
    }

    private void SkipSpace()
    {
        source.SkipSpace();
        while (limits.IsWrittenByHand && source.Peek() == '/')
        {
            SkipComment();
            source.SkipSpace();
        }
    }

    private void SkipComment()
    {
        source.Take();
        switch (source.Peek())
        {
            case '/':
                source.SkipLine();
                break;
            case '*':
                source.Take();
                for (var last = source.Take(); last != '*' || source.Peek() != '/'; last = source.Take())
                {
                    if (source.Peek() == CharacterSource.End)
                    {
                        throw Wrong("a comment does not end");
                    }
                }

                source.Take();
                break;
            default:
                throw Wrong("a value is missing");
        }
    }

    private void Expect(char wanted)
    {
        if (source.Peek() != wanted)
        {
            throw Wrong(source.Peek() == CharacterSource.End ? JsonTextReader.CutOff : "'" + wanted + "' is missing");
        }

        source.Take();
    }

    private JsonFormatException Wrong(string problem) => new(problem, source.Line, source.Character);
}

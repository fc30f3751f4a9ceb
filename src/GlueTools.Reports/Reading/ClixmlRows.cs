using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using GlueTools.Reports.Characters;

namespace GlueTools.Reports.Reading;

/// <summary>Rows in Clixml, as Export-Clixml writes them: read as plain data, one object after the other. Nothing of it becomes an object of PowerShell.</summary>
internal sealed class ClixmlRows(CharacterSource source)
{
    private const int MostDepth = 32;

    private readonly char[] _chunk = new char[4096];

    /// <summary>Lists without values, which later objects only refer to.</summary>
    private readonly HashSet<string> _empty = new(StringComparer.Ordinal);

    private int _left;

    internal IEnumerable<ReadRow> Read()
    {
        using var xml = XmlReader.Create(
            new SourceReader(source),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, IgnoreProcessingInstructions = true });
        var lines = (IXmlLineInfo)xml;
        while (true)
        {
            source.BeginRow();
            var row = TryNext(xml, lines, out var isEnd);
            if (isEnd)
            {
                yield break;
            }

            yield return row!;
            if (row!.IsLast)
            {
                yield break;
            }
        }
    }

    // The reader goes to the next object below the root, and leaves it behind its end.
    private ReadRow? TryNext(XmlReader xml, IXmlLineInfo lines, out bool isEnd)
    {
        isEnd = false;
        long line = Math.Max(1, lines.LineNumber);
        try
        {
            while (xml.ReadState == ReadState.Initial || xml.NodeType != XmlNodeType.Element || xml.LocalName != "Obj")
            {
                if (!xml.Read())
                {
                    isEnd = true;
                    return null;
                }

                if (xml.NodeType == XmlNodeType.Element && xml.Depth == 0 && xml.LocalName != "Objs")
                {
                    return new ReadRow(line, "this is XML, but none that Export-Clixml writes", isLast: true);
                }
            }

            line = lines.LineNumber;
            _left = CharacterSource.MostOfRow;
            return new ReadRow(line, ReadRow(xml, 0));
        }
        catch (Exception error) when (error is XmlException or FormatException or InvalidOperationException)
        {
            return new ReadRow(Math.Max(line, lines.LineNumber), "this is no Clixml, or it is cut off", isLast: true);
        }
    }

    private RowFields ReadRow(XmlReader xml, int depth)
    {
        var row = new RowFields();
        ReadChildren(xml, depth, () =>
        {
            if (xml.LocalName is "Props" or "MS" or "AdapterProperties")
            {
                ReadChildren(xml, depth + 1, () => ReadMember(xml, row, depth + 2));
            }
            else
            {
                xml.Skip();
            }
        });
        return row;
    }

    private void ReadMember(XmlReader xml, RowFields row, int depth)
    {
        var name = Unescaped(xml.GetAttribute("N") ?? string.Empty);
        switch (xml.LocalName)
        {
            case "Obj":
                var (texts, rows) = ReadList(xml, depth);
                if (rows.Count > 0)
                {
                    row.Set(name, rows);
                }
                else
                {
                    row.Set(name, texts);
                }

                break;
            case "Ref":
                if (_empty.Contains(xml.GetAttribute("RefId") ?? string.Empty))
                {
                    row.Set(name, new List<string>());
                }

                xml.Skip();
                break;
            case "Nil":
                xml.Skip();
                break;
            default:
                row.Set(name, ReadText(xml));
                break;
        }
    }

    /// <summary>An object's items: texts, or rows.</summary>
    private (List<string> Texts, List<RowFields> Rows) ReadList(XmlReader xml, int depth)
    {
        var texts = new List<string>();
        var rows = new List<RowFields>();
        var id = xml.GetAttribute("RefId") ?? string.Empty;
        ReadChildren(xml, depth, () =>
        {
            if (xml.LocalName is "LST" or "IE" or "QUE" or "STK")
            {
                ReadChildren(xml, depth + 1, () =>
                {
                    if (xml.LocalName == "Obj")
                    {
                        rows.Add(ReadRow(xml, depth + 2));
                    }
                    else if (xml.LocalName is "Nil" or "Ref")
                    {
                        xml.Skip();
                    }
                    else
                    {
                        texts.Add(ReadText(xml));
                    }
                });
            }
            else
            {
                xml.Skip();
            }
        });
        if (texts.Count == 0 && rows.Count == 0)
        {
            _empty.Add(id);
        }

        return (texts, rows);
    }

    private static void ReadChildren(XmlReader xml, int depth, Action child)
    {
        if (depth > MostDepth)
        {
            throw new FormatException("it is nested too deep");
        }

        if (xml.IsEmptyElement)
        {
            xml.Read();
            return;
        }

        xml.ReadStartElement();
        while (xml.MoveToContent() == XmlNodeType.Element)
        {
            child();
        }

        xml.ReadEndElement();
    }

    private string ReadText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return string.Empty;
        }

        var text = new StringBuilder();
        xml.ReadStartElement();
        while (xml.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA)
        {
            if (xml.CanReadValueChunk)
            {
                for (int count; (count = xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0;)
                {
                    if ((_left -= count) < 0)
                    {
                        throw new FormatException("it is longer than a row may be");
                    }

                    text.Append(_chunk, 0, count);
                }
            }

            xml.Read();
        }

        while (xml.NodeType == XmlNodeType.Element)
        {
            xml.Skip();
        }

        xml.ReadEndElement();
        return Unescaped(text.ToString());
    }

    // What XML cannot hold stands as _xHHHH_.
    private static string Unescaped(string text) => text.IndexOf("_x", StringComparison.Ordinal) < 0
        ? text
        : Regex.Replace(text, "_x([0-9A-Fa-f]{4})_", match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    /// <summary>The characters for the framework's reader of XML; of one object no more than a row may have.</summary>
    private sealed class SourceReader(CharacterSource source) : TextReader
    {
        public override int Peek() => source.Peek();

        public override int Read() => source.Take();

        public override int Read(char[] buffer, int index, int count)
        {
            var read = 0;
            // The reader takes more than one object at a time, so a ceiling of one is none of all that it holds.
            for (; read < Math.Min(count, 1024) && source.Peek() != CharacterSource.End; read++)
            {
                buffer[index + read] = (char)source.Take();
            }

            return read;
        }
    }
}

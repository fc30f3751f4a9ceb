using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GlueTools.Dns.Names;
using GlueTools.Reports.Json;
using GlueTools.Reports.Reading;

namespace GlueTools.Reports.Runs;

/// <summary>The history of a domain as a line of JSON.</summary>
public static class HistoryText
{
    private const int MostItems = 10_000, LongestText = 4096;

    /// <summary>Writes a line, without its end.</summary>
    public static string Write(DomainHistory history)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var json = new JsonWriter(text);
        json.Begin().Text("domain", history.DomainName).Text("known", history.Known.ToString()).Text("first", history.FirstUtc).Text("last", history.LastUtc).Texts("scope", history.Scope).BeginArray("items");
        foreach (var item in history.Items.Values)
        {
            json.Begin();
            Write(json, "is", item.Settled);
            Write(json, "about", item.Settled is null && item.Next is null ? item.About : null);
            json.Text("first", item.FirstUtc).Text("last", item.LastUtc);
            if (item.IsOtherwise)
            {
                Write(json, "next", item.Next);
                json.Text("nextFirst", item.NextUtc).Number("nextRuns", item.NextRuns);
            }

            if (item.Turns != 0)
            {
                json.Number("turns", item.Turns);
            }

            if (item.IsFlapping)
            {
                json.Truth("flapping", truth: true);
            }

            json.End();
        }

        json.EndArray().End();
        return text.ToString();
    }

    /// <summary>Reads a line that was read as JSON.</summary>
    /// <exception cref="FormatException">It is not the history of a domain; the message says why.</exception>
    public static DomainHistory Read(RowFields row)
    {
        var name = Cell(row, "domain");
        if (name.Length == 0)
        {
            throw new FormatException("it names no domain");
        }

        var history = new DomainHistory(name)
        {
            Known = Enum.TryParse<Topic>(row.Text("known"), out var known) ? known : throw new FormatException("it does not say what is known"),
            FirstUtc = RowFacts.TimeOf(row, "first"),
            LastUtc = RowFacts.TimeOf(row, "last"),
            Scope = Cells(row, "scope"),
        };
        foreach (var one in row.Rows("items"))
        {
            var settled = ReadFact(one, "is");
            var next = ReadFact(one, "next");
            var item = new HistoryItem(settled ?? next ?? ReadFact(one, "about") ?? throw new FormatException("an item says nothing"))
            {
                Settled = settled,
                FirstUtc = RowFacts.TimeOf(one, "first"),
                LastUtc = RowFacts.TimeOf(one, "last"),
                IsOtherwise = one.Has("nextRuns"),
                Next = next,
                NextUtc = RowFacts.TimeOf(one, "nextFirst"),
                NextRuns = Number(one, "nextRuns", 1_000_000),
                Turns = Number(one, "turns", (1 << HistoryItem.Window) - 1),
                IsFlapping = one.Text("flapping") == "true",
            };
            if (history.Items.Count >= MostItems)
            {
                throw new FormatException("it has more than " + MostItems.ToString("N0", CultureInfo.InvariantCulture) + " items");
            }

            history.Items[item.About.Key] = item;
        }

        return history;
    }

    private static void Write(JsonWriter json, string name, Fact? fact)
    {
        if (fact is null)
        {
            return;
        }

        json.Begin(name).Text("topic", fact.Topic.ToString()).Text("code", fact.Code).Text("name", fact.Name).Texts("values", fact.Values).Texts("servers", fact.Servers).Text("text", fact.Text);
        if (fact.Rank != 0)
        {
            json.Number("rank", fact.Rank);
        }

        json.End();
    }

    private static Fact? ReadFact(RowFields row, string cell)
    {
        if (row.Rows(cell).Count != 1)
        {
            return null;
        }

        var fact = row.Rows(cell)[0];
        return new Fact(
            Enum.TryParse<Topic>(fact.Text("topic"), out var topic) && Enum.IsDefined(typeof(Topic), topic) ? topic : throw new FormatException("an item is about nothing that is known"),
            Cell(fact, "code"),
            Cell(fact, "name"),
            Cells(fact, "values"))
        {
            Servers = Cells(fact, "servers"),
            Text = Cell(fact, "text"),
            Rank = Number(fact, "rank", 5),
        };
    }

    private static int Number(RowFields row, string cell, int most) => !row.Has(cell) ? 0
        : int.TryParse(row.Text(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
        : throw new FormatException("'" + cell + "' is no number that it may be");

    private static string Cell(RowFields row, string cell) => Short(row.Text(cell));

    private static List<string> Cells(RowFields row, string cell)
    {
        var cells = new List<string>();
        foreach (var text in row.Texts(cell))
        {
            cells.Add(Short(text));
        }

        return cells;
    }

    private static string Short(string text) => SafeText.Cell(text.Length > LongestText ? text.Substring(0, LongestText) : text);
}

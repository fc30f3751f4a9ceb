using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

/// <summary>No cell that comes from a list or from the network begins as a formula does.</summary>
public sealed class FormulaTests(FormulaTests.Hyphens lab) : IClassFixture<FormulaTests.Hyphens>
{
    private const string List = "=1+1\n+1.example\n-2+3.example\n@SUM(A1)\n=cmd|' /C calc'!A0\n\uff1d1\n\uff20a b\n-hyphen.example\n-stale.example\n\"=1\n";

    [Theory]
    [InlineData("test")]
    [InlineData("test --detailed")]
    [InlineData("get")]
    [InlineData("get --per-server")]
    [InlineData("compare")]
    [InlineData("compare --per-address")]
    [InlineData("trace")]
    [InlineData("trace --all")]
    public void No_cell_of_a_table_for_spreadsheets_begins_a_formula(string command)
    {
        var text = lab.Run([.. command.Split(' '), "-i", "-", "--format", "csv"], new StringReader(List)).Out;

        var rows = Cells(text).Skip(1).ToList();
        Assert.NotEmpty(rows);
        Assert.Contains(rows, row => row.Any(cell => cell.StartsWith(@"\045stale.example", StringComparison.Ordinal)));
        // A number below zero is one of ours. With semicolons as separators, as some languages have it, each value of a cell is a cell.
        Assert.All(rows.SelectMany(row => row).SelectMany(cell => cell.Split(';').Append(cell)), cell => Assert.DoesNotMatch("^(?!-[0-9]+$)[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell));
    }

    [Fact]
    public void The_answer_of_a_server_begins_none()
    {
        var text = GlueResult.Of(["query", "45.10.1.1", @"\045hyphen.example", "NS", "--format", "csv", .. lab.QueryWhere], TextReader.Null).Out;

        Assert.All(Cells(text).Skip(1).SelectMany(row => row).SelectMany(cell => cell.Split(';')), cell => Assert.DoesNotMatch("^[=+\\-@]", cell));
        Assert.Contains(@"\045hyphen.example. 3600 IN NS \045ns.-hyphen.example.", text);
    }

    [Fact]
    public void A_name_as_it_stands_in_a_row_is_a_name_again()
    {
        var row = Assert.Single(lab.Run(["test", "-i", "-", "--format", "jsonl"], new StringReader("-hyphen.example")).JsonLines);
        var again = Assert.Single(lab.Run(["test", "-i", "-", "--format", "jsonl"], new StringReader(row.GetProperty("DomainName").GetString()!)).JsonLines);

        Assert.Equal(@"\045hyphen.example", row.GetProperty("DomainName").GetString());
        // Its name server's name begins with a hyphen, which no host's may.
        Assert.Equal("Warning", row.GetProperty("Status").GetString());
        Assert.Equal(@"\045hyphen.example Warning", again.GetProperty("DomainName").GetString() + " " + again.GetProperty("Status").GetString());
    }

    private static IEnumerable<List<string>> Cells(string csv)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        var before = '\0';
        foreach (var c in csv)
        {
            if (c == '"')
            {
                // A second one in a row is one that belongs to the text.
                cell.Append(before == '"' && !isQuoted ? "\"" : string.Empty);
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && c is ',' or '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else
            {
                cell.Append(c);
            }

            before = c;
        }
    }

    public sealed class Hyphens() : RunningLab(LabScenario.Parse(
        """
        base
        in example.
          -hyphen          NS    -ns.-hyphen
          -hyphen          NS    -ns2.-hyphen
          -ns.-hyphen      A     45.10.1.1
          -ns.-hyphen      AAAA  2a10:10:1::1
          -ns2.-hyphen     A     45.10.2.1
          -ns2.-hyphen     AAAA  2a10:10:2::1
          -stale           NS    -ns.-hyphen
          -stale           NS    -old.-stale
          -old.-stale      A     45.10.9.1
        zone -hyphen.example. at 45.10.1.1 2a10:10:1::1 45.10.2.1 2a10:10:2::1
          @      NS    -ns
          @      NS    -ns2
          -ns    A     45.10.1.1
          -ns    AAAA  2a10:10:1::1
          -ns2   A     45.10.2.1
          -ns2   AAAA  2a10:10:2::1
        zone -stale.example. at 45.10.1.1 2a10:10:1::1
          @      NS    -ns.-hyphen.example.
          @      NS    -old
          -old   A     45.10.2.1
        audit -hyphen.example.
        """));
}

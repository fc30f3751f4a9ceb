using System;
using System.Linq;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

/// <summary>Plans of a signed zone: what the servers that it is to move to sign with is looked at when the plan is made, and DS records are written out whole.</summary>
public sealed class PlanKeysTests(PlanKeysTests.Providers lab) : IClassFixture<PlanKeysTests.Providers>
{
    private static readonly string[] Move = ["--move-to", "ns1.new.test", "--move-to", "ns2.new.test"];

    [Fact]
    public void A_move_to_servers_with_keys_of_their_own_is_refused_with_the_keys()
    {
        var result = lab.Run(["plan", "shop.example", .. Move, "--format", "jsonl"]);

        var row = Assert.Single(result.JsonLines);
        Assert.Equal("Refused", row.GetProperty("Status").GetString());
        Assert.Contains(
            "ns1.new.test/45.10.3.1 and ns2.new.test/45.10.4.1 serve shop.example with keys (key tag 29275, algorithm 13) of which the DS records at the parent name none (key tag 26585, algorithm 13, digest type 2), so validating resolvers that are led there answer SERVFAIL",
            row.GetProperty("Action").GetString());
        Assert.Equal(2, result.Exit);
    }

    [Theory]
    [InlineData("shop.example", "the zone for the time of the move", "need not go unsigned", "--without-keys")]
    [InlineData("same.example", "the gate of their step asks for", "goes unsigned", "")]
    [InlineData("same.example", "so the zone need not go unsigned", "SERVFAIL", "--without-keys")]
    [InlineData("empty.example", "the gate of their step asks for", "SERVFAIL", "")]
    public void A_move_that_is_said_to_lose_the_keys_or_takes_them_along_is_planned(string domain, string remark, string without, string option)
    {
        var rows = lab.Run(["plan", domain, .. Move, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--format", "jsonl"]).JsonLines.ToList();

        Assert.All(rows, row => Assert.Equal("Planned", row.GetProperty("Status").GetString()));
        var text = string.Join(" ", rows[0].GetProperty("Remark").EnumerateArray());
        Assert.Contains(remark.Replace("the zone for the time", "it goes unsigned for the time", StringComparison.Ordinal), text);
        Assert.DoesNotContain(without, text);
    }

    [Fact]
    public void The_DS_record_that_comes_last_is_that_of_the_keys_that_the_new_servers_have()
    {
        var last = lab.Run(["plan", "shop.example", .. Move, "--without-keys", "--format", "jsonl"]).JsonLines.Last();

        Assert.StartsWith("At the registrar of shop.example, add the DS record 29275 13 2 ", last.GetProperty("Action").GetString());
        Assert.StartsWith("All parent servers show the DS record 29275 13 2 ", last.GetProperty("Proof").GetString());
    }

    [Fact]
    public void A_DS_record_that_is_to_be_set_stands_there_whole_wherever_it_is_told()
    {
        const string Record = "29275 13 2 ";
        foreach (var form in new[] { "ticket", "checklist" })
        {
            var text = lab.Run("plan", "moved.example", "--as", form).Out;
            Assert.Contains("replace the DS record with key tag 26585 by the DS record " + Record, text);
            Assert.DoesNotContain("key-signing key", text);
        }

        Assert.Contains("moved.example DS " + Record, lab.Run("plan", "moved.example", "--as", "ticket").Out);
        Assert.Contains("DS records are set in the registrar's form for DNSSEC. At the registrar of moved.example, replace the DS record with key tag 26585 by the DS record " + Record, lab.Run("plan", "moved.example", "--as", "route53").Error);
    }

    [Fact]
    public void A_checklist_has_the_commands_that_prove_a_step()
    {
        var text = lab.Run("plan", "moved.example", "--as", "checklist").Out;

        Assert.Contains("    glue test moved.example --detailed\n", text.Replace("\r", string.Empty, StringComparison.Ordinal));
    }

    public sealed class Providers() : RunningLab(LabScenario.Parse(
        """
        base
        key example. key3
        sign example. key3
        in test.
          old NS ns1.old
          old NS ns2.old
          ns1.old A 45.10.1.1
          ns2.old A 45.10.2.1
          new NS ns1.new
          new NS ns2.new
          ns1.new A 45.10.3.1
          ns2.new A 45.10.4.1
        zone old.test. at 45.10.1.1 45.10.2.1
          @ NS ns1
          @ NS ns2
          ns1 A 45.10.1.1
          ns2 A 45.10.2.1
        zone new.test. at 45.10.3.1 45.10.4.1
          @ NS ns1
          @ NS ns2
          ns1 A 45.10.3.1
          ns2 A 45.10.4.1
        in example.
          shop NS ns1.old.test.
          shop NS ns2.old.test.
          same NS ns1.old.test.
          same NS ns2.old.test.
          empty NS ns1.old.test.
          empty NS ns2.old.test.
          moved NS ns1.new.test.
          moved NS ns2.new.test.
        # Each provider signs with a key of its own
        zone shop.example. at 45.10.1.1 45.10.2.1 serial 2
          @ NS ns1.old.test.
          @ NS ns2.old.test.
        zone shop.example. at 45.10.3.1 45.10.4.1 serial 1
          @ NS ns1.new.test.
          @ NS ns2.new.test.
        key shop.example. at 45.10.1.1 45.10.2.1 key1
        key shop.example. at 45.10.3.1 45.10.4.1 key2
        sign shop.example. at 45.10.1.1 45.10.2.1 key1
        sign shop.example. at 45.10.3.1 45.10.4.1 key2
        ds shop.example. key1
        # The new one has the zone as it is
        zone same.example. at 45.10.1.1 45.10.2.1 45.10.3.1 45.10.4.1
          @ NS ns1.old.test.
          @ NS ns2.old.test.
        key same.example. key1
        sign same.example. key1
        ds same.example. key1
        # The new one does not have it yet
        zone empty.example. at 45.10.1.1 45.10.2.1
          @ NS ns1.old.test.
          @ NS ns2.old.test.
        key empty.example. key1
        sign empty.example. key1
        ds empty.example. key1
        # It has moved, and the DS record is that of the old provider's key
        zone moved.example. at 45.10.3.1 45.10.4.1
          @ NS ns1.new.test.
          @ NS ns2.new.test.
        key moved.example. key2
        sign moved.example. key2
        ds moved.example. key1
        audit shop.example.
        """));
}

using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Dns.Collections;

namespace GlueTools.Dns.Tests.Collections;

public class RecentTableTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    public void However_many_entries_go_in_it_never_holds_more_than_its_bound(int bound)
    {
        var table = new RecentTable<int, string>(bound);
        var most = 0;
        for (var i = 0; i < bound * 5; i++)
        {
            table.Set(i, "x");
            most = System.Math.Max(most, table.Count);
        }

        Assert.InRange(most, bound / 2, bound);
        Assert.True(table.TryGet((bound * 5) - 1, out _));
        Assert.False(table.TryGet(0, out _));
    }

    [Fact]
    public void What_is_looked_at_again_and_again_stays()
    {
        var table = new RecentTable<int, string>(100);
        table.Set(-1, "root");
        for (var i = 0; i < 10_000; i++)
        {
            table.Set(i, "x");
            if (i % 20 == 0)
            {
                Assert.True(table.TryGet(-1, out var root));
                Assert.Equal("root", root);
            }
        }
    }

    [Fact]
    public void What_is_in_use_stays_even_beyond_the_bound_and_goes_when_it_is_no_longer()
    {
        var inUse = true;
        var table = new RecentTable<int, string>(10, value => inUse && value == "busy");
        for (var i = 0; i < 50; i++)
        {
            table.Set(i, "busy");
        }

        Fill(table, 100, 300);
        Assert.Equal(50, Enumerable.Range(0, 50).Count(key => table.TryGet(key, out _)));

        inUse = false;
        Fill(table, 1000, 1500);
        Assert.InRange(table.Count, 1, 10);
        Assert.DoesNotContain(Enumerable.Range(0, 50), key => table.TryGet(key, out _));
    }

    [Fact]
    public void An_entry_that_is_put_in_again_replaces_the_former_one_wherever_that_is() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, 12), 200).ToArbitrary(),
            keys =>
            {
                var table = new RecentTable<int, string>(8);
                var last = new Dictionary<int, string>();
                for (var i = 0; i < keys.Length; i++)
                {
                    table.Set(keys[i], i.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    last[keys[i]] = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                    if (table.Count > 8 || last.Any(entry => table.TryGet(entry.Key, out var held) && held != entry.Value))
                    {
                        return false;
                    }
                }

                return true;
            }).QuickCheckThrowOnFailure();

    private static void Fill(RecentTable<int, string> table, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            table.Set(i, "idle");
        }
    }
}

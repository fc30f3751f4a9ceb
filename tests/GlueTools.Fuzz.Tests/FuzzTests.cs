using System.Linq;

namespace GlueTools.Fuzz.Tests;

/// <summary>A share of damaged inputs for every reader, the same each time; long runs are the program's.</summary>
public sealed class FuzzTests
{
    /// <summary>A count for each reader that takes a second or two by command, and a quarter of it with every change.</summary>
    public static TheoryData<string, long> Readers
    {
        get
        {
            var data = new TheoryData<string, long>();
            foreach (var name in FuzzRun.Targets.Keys)
            {
                data.Add(name, name.StartsWith("evidence", System.StringComparison.Ordinal) || name is "scenarios" or "master-files" ? Thorough.Times(500, 2_000) : Thorough.Times(5_000, 20_000));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_reader_reads_or_refuses_whatever_comes(string reader, long executions)
    {
        var result = FuzzRun.Run(reader, seed: 20_260_101, executions);

        Assert.True(result.Failure is null, result.Failure);
        Assert.Equal(executions, result.Executions);
        // Inputs that are all accepted were not damaged, and such as are all refused show nothing but the first check.
        Assert.InRange(result.Accepted, 1, executions - 1);
        Assert.InRange(result.MostOctets, 0, 256L << 20);
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs()
    {
        Assert.Equal(Inputs(7), Inputs(7));
        Assert.NotEqual(Inputs(7), Inputs(8));
    }

    [Fact]
    public void A_reader_that_breaks_a_promise_is_told_of_with_its_input()
    {
        var target = new OctetTarget("broken", 1, [[1, 2, 3]], bytes => bytes.Length == 3 ? true : throw new BrokenPromiseException("Only three octets."));

        Assert.Throws<BrokenPromiseException>(() => Enumerable.Range(0, 1000).All(_ => target.Step()));
        Assert.StartsWith("hex ", target.LastInput, System.StringComparison.Ordinal);
    }

    private static string[] Inputs(int seed)
    {
        var target = FuzzRun.Targets["messages"](seed);
        return Enumerable.Range(0, 50).Select(_ =>
        {
            target.Step();
            return target.LastInput;
        }).ToArray();
    }
}

using System.Linq;
using GlueTools.Network.Transport;
using GlueTools.Shared;

namespace GlueTools.Network.Tests.Transport;

public class SocketBudgetTests
{
    [Fact]
    public void Where_nothing_is_scarce_there_is_room_for_all()
    {
        var budget = SocketBudget.Of(OpenFiles.Unlimited);

        Assert.Equal((SocketBudget.MostConnected, SocketBudget.MostConnections), (budget.Connected, budget.Connections));
        Assert.Equal(new SocketBudget(), budget);
    }

    [Fact]
    public void However_few_are_free_the_budget_leaves_the_rest_of_the_process_some()
    {
        foreach (var free in Enumerable.Range(SocketBudget.Least, 2000))
        {
            var budget = SocketBudget.Of(free);

            Assert.InRange(budget.Connections, 16, SocketBudget.MostConnections);
            Assert.InRange(budget.Connected, 0, SocketBudget.MostConnected);
            Assert.True(budget.Connections + budget.Connected + 40 <= free, free + " are too few for " + budget);
        }
    }

    [Fact]
    public void Too_few_are_told_of_with_both_numbers_in_one_sentence()
    {
        var few = Assert.Throws<TooFewFilesException>(() => SocketBudget.Of(SocketBudget.Least - 1));

        Assert.Contains((SocketBudget.Least - 1) + " more files", few.Message, System.StringComparison.Ordinal);
        Assert.Contains("needs " + SocketBudget.Least + ":", few.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_free_falls_with_each_file_that_is_opened()
    {
        Assert.SkipWhen(OpenFiles.Limit() == OpenFiles.Unlimited, "The system sets no limit.");
        var sockets = new System.Collections.Generic.List<System.Net.Sockets.Socket>();
        var before = OpenFiles.Free();
        for (var i = 0; i < 300; i++)
        {
            sockets.Add(new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Udp));
        }

        var after = OpenFiles.Free();
        sockets.ForEach(socket => socket.Dispose());

        Assert.InRange(before, 1, OpenFiles.Limit());
        // Other tests open and close some beside this one.
        Assert.InRange(before - after, 100, 500);
    }

    [Fact]
    public void What_is_not_free_is_what_the_system_lists()
    {
        Assert.SkipUnless(System.OperatingSystem.IsLinux(), "Looks into /proc.");
        var open = System.IO.Directory.GetFileSystemEntries("/proc/self/fd").Length;

        // As above.
        Assert.InRange(OpenFiles.Limit() - OpenFiles.Free() - open, -300, 300);
        Assert.InRange(OpenFiles.Limit() - OpenFiles.Free(), 20, OpenFiles.Limit() - 1);
    }
}

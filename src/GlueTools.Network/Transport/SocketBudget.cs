using System;
using System.Globalization;
using GlueTools.Shared;

namespace GlueTools.Network.Transport;

/// <summary>
/// How many sockets a transport may have, by the files that the system lets this process open. Running out of them looks from outside like servers that are
/// down, so it is seen to beforehand that there are enough, and that other parts of the process keep some.
/// </summary>
public sealed record SocketBudget
{
    /// <summary>What has to be free for a run to begin: few connections and few sockets for datagrams, but everything can be asked.</summary>
    public const int Least = Spare + Shared + LeastConnections;

    /// <summary>Sockets for datagrams where nothing is scarce.</summary>
    internal const int MostDatagrams = MostConnected + LeastDatagrams;

    /// <summary>Connected UDP sockets at a time, and such as are not but belong to one server. Select takes 17 microseconds for 200 sockets and 254 for 2,000; without one the kernel looks up the way for each datagram.</summary>
    internal const int MostConnected = 512;

    /// <summary>Connections at a time: with them and the sockets of busy servers a run fits into the 1,024 files that many systems allow a process.</summary>
    internal const int MostConnections = 400;

    /// <summary>For the rest of the process: assemblies that are loaded later take two each, and there are the user's files.</summary>
    private const int Spare = 40;

    /// <summary>For datagrams at least: a few that all servers share, and some of one server's own for questions that need such.</summary>
    private const int LeastDatagrams = 16;

    /// <summary>Those, and the loop's two.</summary>
    private const int Shared = LeastDatagrams + 2;

    private const int LeastConnections = 16;

    /// <summary>Sockets of busy servers' own at a time, 0 or more; part of them is shared where that makes ports harder to guess.</summary>
    public int Connected { get; init; } = MostConnected;

    /// <summary>All sockets for datagrams.</summary>
    internal int Datagrams => Connected + LeastDatagrams;

    /// <summary>TCP connections at a time, 1 or more.</summary>
    public int Connections { get; init; } = MostConnections;

    /// <summary>What this process may use, as of now.</summary>
    /// <exception cref="TooFewFilesException">It is not enough to begin.</exception>
    public static SocketBudget OfProcess() => Of(OpenFiles.Free());

    /// <summary>What there is of so many free files.</summary>
    /// <exception cref="TooFewFilesException">It is not enough to begin.</exception>
    internal static SocketBudget Of(int free)
    {
        if (free < Least)
        {
            throw new TooFewFilesException(free);
        }

        var rest = free - Spare - Shared;
        var connections = Math.Min(MostConnections, Math.Max(LeastConnections, rest / 2));
        return new SocketBudget { Connections = connections, Connected = Math.Min(MostConnected, rest - connections) };
    }
}

/// <summary>The system lets this process open too few files and sockets for a run to begin.</summary>
public sealed class TooFewFilesException : Exception
{
    internal TooFewFilesException(int free)
        : base(string.Format(
            CultureInfo.InvariantCulture,
            "This process may open only {0} more files and sockets, and a run needs {1}: nothing was asked. Raise the limit of open files (ulimit -n).",
            free,
            SocketBudget.Least))
    {
    }
}

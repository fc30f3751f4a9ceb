using System.Diagnostics;
using System.Net;

namespace GlueTools.OddServers;

/// <summary>One question that came to an odd server.</summary>
internal sealed class Question
{
    internal Question(byte[] bytes, bool isTcp, IPAddress client, Plan plan, OddHost host)
    {
        Bytes = bytes;
        IsTcp = isTcp;
        End = bytes.Length < 17 ? 0 : Packet.QuestionEnd(bytes);
        if (End == 0)
        {
            return;
        }

        Zone = Packet.Zone(bytes);
        Client = plan.ZonesAreClients ? Zone : client.ToString();
        Type = Packet.Type(bytes, End);
        HasEdns = Packet.HasEdns(bytes);
        Version = plan.VersionAt(Zone, host.Name);
    }

    internal byte[] Bytes { get; }

    /// <summary>When it came.</summary>
    internal long At { get; } = Stopwatch.GetTimestamp();

    /// <summary>Where the question section ends; 0 for what is none.</summary>
    internal int End { get; }

    internal bool IsTcp { get; }

    /// <summary>Who asks, as a limit for each client counts.</summary>
    internal string Client { get; } = string.Empty;

    internal string Zone { get; } = string.Empty;

    internal int Type { get; }

    internal bool HasEdns { get; }

    /// <summary>The backend that holds the copy which this server has of the zone; null where it has none.</summary>
    internal string? Version { get; }
}

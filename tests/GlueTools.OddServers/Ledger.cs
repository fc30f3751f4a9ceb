using System.Collections.Concurrent;
using System.IO;
using System.Net;

namespace GlueTools.OddServers;

/// <summary>What came to which address about which zone, and whether it was answered: what can be true of a server that answers by chance follows from this.</summary>
internal static class Ledger
{
    private static readonly ConcurrentDictionary<(IPAddress Address, string Zone, int Type, bool IsTcp, bool HasEdns, bool IsAnswered), int> Counts = new();

    internal static void Note(IPAddress address, Question question, bool isAnswered) =>
        Counts.AddOrUpdate((address, question.Zone, question.Type, question.IsTcp, question.HasEdns, isAnswered), 1, (_, count) => count + 1);

    /// <summary>Lines of address, zone, type, transport, EDNS or plain, answered or dropped, and how often.</summary>
    internal static void Write(string file)
    {
        using var lines = new StreamWriter(file);
        foreach (var ((address, zone, type, isTcp, hasEdns, isAnswered), count) in Counts)
        {
            lines.WriteLine($"{address} {(zone.Length == 0 ? "." : zone)} {type} {(isTcp ? "tcp" : "udp")} {(hasEdns ? "edns" : "plain")} {(isAnswered ? "answered" : "dropped")} {count}");
        }
    }
}

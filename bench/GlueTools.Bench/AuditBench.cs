using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;

namespace GlueTools.Bench;

/// <summary>Whole audits at Core depth against a lab in another process, without the cost of printing.</summary>
internal static class AuditBench
{
    internal static int Run(string hintsFile, string mapFile, string[] names, int inFlight)
    {
        using var hints = new StreamReader(hintsFile);
        var options = new AuditOptions
        {
            RootHints = RootHints.Read(hints),
            Map = mapFile == "-" ? AddressMap.Identity : ReadMap(mapFile),
            Depth = AuditDepth.Core,
            ServerThrottleLimit = 1000,
            ServerRateLimit = 0,
            RateLimit = 0,
        };
        Audit(options, names, inFlight, warmUp: true);
        using var sampler = AllocationSampler.StartIfWanted();
        Audit(options, names, inFlight, warmUp: false);
        sampler?.Print();
        return 0;
    }

    private static void Audit(AuditOptions options, string[] names, int inFlight, bool warmUp)
    {
        using var session = new AuditSession(options);
        var meter = new Meter();
        long questions = 0;
        int started = 0, taken = 0;
        while (taken < names.Length)
        {
            while (started < names.Length && started - taken < inFlight)
            {
                session.Start(DomainName.Parse(names[started++]));
            }

            questions += session.Take(CancellationToken.None).Report!.View.Questions;
            taken++;
        }

        if (!warmUp)
        {
            meter.Print("domains", names.Length);
            meter.Print("questions", questions);
        }
    }

    private static TableAddressMap ReadMap(string file)
    {
        var table = new Dictionary<IPAddress, IPEndPoint?>();
        foreach (var line in File.ReadAllLines(file))
        {
            var words = line.Split(' ', System.StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && IPAddress.TryParse(words[0], out var address))
            {
                table[address] = IPEndPoint.TryParse(words[1], out var endpoint) ? endpoint : null;
            }
        }

        return new TableAddressMap(table, null);
    }
}

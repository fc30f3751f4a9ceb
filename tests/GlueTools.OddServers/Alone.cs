using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;

namespace GlueTools.OddServers;

/// <summary>Audits each name in a session of its own, which has heard of no other: what a list is compared with.</summary>
internal static class Alone
{
    internal static int Run(string hintsFile, string namesFile, string depth, string atOnce)
    {
        using var hints = new StreamReader(hintsFile);
        var options = new AuditOptions
        {
            RootHints = RootHints.Read(hints), Depth = Enum.Parse<AuditDepth>(depth, ignoreCase: true), ServerRateLimit = 0, RateLimit = 0,
        };
        // Each audit waits on a thread of its own, for most of them wait for servers that do not answer.
        var names = new Queue<string>(File.ReadLines(namesFile));
        var workers = Enumerable.Range(0, int.Parse(atOnce, CultureInfo.InvariantCulture)).Select(_ => new Thread(() => Work(names, options))).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return 0;
    }

    private static void Work(Queue<string> names, AuditOptions options)
    {
        while (true)
        {
            string? name;
            lock (names)
            {
                if (!names.TryDequeue(out name))
                {
                    return;
                }
            }

            using var session = new AuditSession(options);
            session.Start(DomainName.Parse(name));
            var item = session.Take(CancellationToken.None);
            var row = DelegationResult.From(item.Report ?? throw new InvalidOperationException(name + ": " + item.Failure));
            var line = JsonSerializer.Serialize(new
            {
                row.DomainName, row.Status, Findings = row.Findings.Select(finding => new { finding.Code, finding.NameServer, IPAddress = finding.IPAddress.ToArray(), finding.Message }), row.Limits,
            });
            lock (Console.Out)
            {
                Console.Out.WriteLine(line);
            }
        }
    }
}

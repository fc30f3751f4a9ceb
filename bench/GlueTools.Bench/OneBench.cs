using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;

namespace GlueTools.Bench;

/// <summary>One domain after another in a warm process: the names' first half warms up, each of the others is timed alone.</summary>
internal static class OneBench
{
    internal static int Run(string hintsFile, string[] names)
    {
        using var hints = new StreamReader(hintsFile);
        using var session = new AuditSession(new AuditOptions { RootHints = RootHints.Read(hints), Depth = AuditDepth.Core, ServerRateLimit = 0, RateLimit = 0 });
        for (var i = 0; i < names.Length; i++)
        {
            var clock = Stopwatch.StartNew();
            session.Start(DomainName.Parse(names[i]));
            var report = session.Take(CancellationToken.None).Report!;
            if (i >= names.Length / 2)
            {
                Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0:0.000} ms {1} questions {2}", clock.Elapsed.TotalMilliseconds, report.View.Questions, names[i]));
            }
        }

        return 0;
    }
}

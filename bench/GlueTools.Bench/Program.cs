using System;
using System.Globalization;
using System.IO;
using GlueTools.Bench;

return args switch
{
    ["mix", var questions, var count, var inFlight] => TransportBench.Mix(
        File.ReadAllLines(questions), int.Parse(count, CultureInfo.InvariantCulture), int.Parse(inFlight, CultureInfo.InvariantCulture)),
    ["one", var hints, var names] => OneBench.Run(hints, File.ReadAllLines(names)),
    ["audit", var hints, var map, var names, var inFlight] => AuditBench.Run(hints, map, File.ReadAllLines(names), int.Parse(inFlight, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("gluebench mix QUESTIONSFILE COUNT IN-FLIGHT                 questions a second of the transport alone; a line of the file is ADDRESS NAME TYPE");
    Console.Error.WriteLine("gluebench one HINTSFILE NAMESFILE                           audits one after another in one process, each of the second half timed");
    Console.Error.WriteLine("gluebench audit HINTSFILE MAPFILE NAMESFILE IN-FLIGHT       audits at Core depth, in this process, nothing printed per domain; MAPFILE may be - for none");
    return 2;
}

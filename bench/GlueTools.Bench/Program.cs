using System;
using System.Globalization;
using System.IO;
using GlueTools.Bench;

return args switch
{
    ["transport", var server, var port, var names, var count, var inFlight] => TransportBench.Run(
        System.Net.IPAddress.Parse(server), int.Parse(port, CultureInfo.InvariantCulture), File.ReadAllLines(names), int.Parse(count, CultureInfo.InvariantCulture), int.Parse(inFlight, CultureInfo.InvariantCulture)),
    ["audit", var hints, var map, var names, var inFlight] => AuditBench.Run(hints, map, File.ReadAllLines(names), int.Parse(inFlight, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("gluebench transport SERVER PORT NAMESFILE COUNT IN-FLIGHT   questions a second of the transport alone, to one server");
    Console.Error.WriteLine("gluebench audit HINTSFILE MAPFILE NAMESFILE IN-FLIGHT       audits at Core depth, in this process, nothing printed per domain; MAPFILE may be - for none");
    return 2;
}

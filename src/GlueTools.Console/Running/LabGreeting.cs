using System.Globalization;
using System.IO;
using System.Linq;
using GlueTools.Lab;

namespace GlueTools.Console.Running;

/// <summary>What a running lab says of itself.</summary>
internal static class LabGreeting
{
    internal static void Write(TextWriter output, LabNetwork network, LabFiles files, int? plainPort)
    {
        var scenario = network.Scenario;
        output.WriteLine(scenario.Title);
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "{0} zones on {1} servers, on loopback only. Root hints: {2}. Address map: {3}. Registries: {4}.",
            scenario.Zones.Select(zone => zone.Name).Distinct().Count(),
            network.Endpoints.Count,
            files.Hints,
            files.Map,
            files.Bootstrap));
        output.WriteLine();
        output.WriteLine("Domains:");
        foreach (var audit in scenario.Audits)
        {
            output.WriteLine("  " + audit.DomainName + (audit.Expectations.Count == 0 ? string.Empty : "  " + string.Join(", ", audit.Expectations.Select(one => one.Code).Distinct())));
        }

        output.WriteLine();
        output.WriteLine("Try in another shell:");
        WriteExamples(output, network, files, plainPort);
        output.WriteLine("Ctrl-C ends the lab.");
        output.Flush();
    }

    private static void WriteExamples(TextWriter output, LabNetwork network, LabFiles files, int? plainPort)
    {
        var audits = network.Scenario.Audits;
        var name = audits.OrderByDescending(audit => audit.Expectations.Count > 0).FirstOrDefault()?.DomainName.Text ?? ".";
        var where = " " + name + " --root-hints " + Quoted(files.Hints) + " --address-map " + Quoted(files.Map);
        output.WriteLine("  glue test" + where);
        output.WriteLine("  glue compare" + where);
        if (name != ".")
        {
            output.WriteLine("  glue registry " + name + " --bootstrap " + Quoted(files.Bootstrap) + " --allow-http --allow-special-address");
        }

        if (plainPort is not null && network.RootHints.Count > 0 && network.Endpoints.TryGetValue(network.RootHints[0].Address, out var root) && root is not null)
        {
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "  dig @{0} -p {1} {2} NS +norecurse", root.Address, root.Port, name));
        }
        else
        {
            output.WriteLine("  glue trace" + where);
        }
    }

    private static string Quoted(string path) => path.Contains(' ', System.StringComparison.Ordinal) ? "\"" + path + "\"" : path;
}

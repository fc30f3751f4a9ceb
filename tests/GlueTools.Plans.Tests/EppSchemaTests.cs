using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using GlueTools.Delegation.Plans;
using GlueTools.Plans.Tests.Model;
using GlueTools.Reports.Changes;

namespace GlueTools.Plans.Tests;

/// <summary>
/// EPP frames beside the schemas of RFC 5730 to 5732, 5910 and 9803, which are not part of this repository: GLUETOOLS_EPP_XSD names a folder with them (epp, eppcom, domain, host, secDNS and ttl,
/// whatever the files are called).
/// </summary>
public sealed class EppSchemaTests(ITestOutputHelper output)
{
    private static readonly string[] Wanted = ["epp-1.0", "eppcom-1.0", "domain-1.0", "host-1.0", "secDNS-1.1", "epp:ttl-1.0"];

    [Theory]
    [InlineData("epp")]
    [InlineData("epp-attr")]
    public void Frames_are_valid_by_the_schemas_of_the_RFCs(string form)
    {
        var schemas = Schemas();
        var frames = 0;
        foreach (var random in Enumerable.Range(0, 2000).Select(RandomStart.Of))
        {
            var plan = Planner.Make(random.Start, random.Goal, random.Options);
            foreach (var frame in plan.Steps.SelectMany(step => ChangeFormats.Convert(form, plan, step).Text.Split("<?xml", StringSplitOptions.RemoveEmptyEntries)))
            {
                var problem = Problem("<?xml" + frame, schemas);
                Assert.True(problem is null, problem + "\n<?xml" + frame);
                frames++;
            }
        }

        output.WriteLine(frames + " frames");
        Assert.True(frames > 1000, frames + " frames");
    }

    [Theory]
    [InlineData("ip=\"v4\"", "ip=\"v5\"")]
    [InlineData("host:name>", "host:label>")]
    [InlineData("<clTRID>glue-1", "<clTRID>g")]
    public void A_frame_that_is_none_is_refused(string old, string other)
    {
        var schemas = Schemas();
        var frame = Enumerable.Range(0, 400).Select(RandomStart.Of).Select(one => Planner.Make(one.Start, one.Goal, one.Options))
            .SelectMany(plan => plan.Steps.Select(step => ChangeFormats.Convert("epp", plan, step).Text)).First(text => text.Contains("ip=\"v4\"", StringComparison.Ordinal) && text.Split("<?xml").Length == 2);

        Assert.Null(Problem(frame, schemas));
        Assert.NotNull(Problem(frame.Replace(old, other, StringComparison.Ordinal), schemas));
    }

    private static string? Problem(string frame, XmlSchemaSet schemas)
    {
        string? problem = null;
        XDocument.Parse(frame).Validate(schemas, (_, error) => problem ??= error.Message);
        return problem;
    }

    private static XmlSchemaSet Schemas()
    {
        var folder = Environment.GetEnvironmentVariable("GLUETOOLS_EPP_XSD");
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Skip("GLUETOOLS_EPP_XSD names no folder with the schemas of the RFCs.");
        }

        // They import one another by their namespaces alone; nothing is fetched.
        var set = new XmlSchemaSet { XmlResolver = null };
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(folder, "*.xsd").Order(StringComparer.Ordinal))
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var schema = XmlSchema.Read(reader, null)!;
            if (Wanted.Any(name => schema.TargetNamespace == "urn:ietf:params:xml:ns:" + name))
            {
                set.Add(schema);
                found.Add(schema.TargetNamespace!["urn:ietf:params:xml:ns:".Length..]);
            }
        }

        Assert.Equal(Wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        set.Compile();
        return set;
    }
}

using System;
using System.Linq;
using System.Reflection;

namespace GlueTools.Reports.Tests;

public sealed class CsvFormatTests
{
    [Fact]
    public void Its_columns_are_those_of_a_verdict_without_the_evidence() => Assert.Equal(
        typeof(DelegationResult).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken).Select(property => property.Name)
            .Where(name => name != nameof(DelegationResult.Evidence)),
        Lines(Written.In("csv", []))[0].Split(','));

    [Fact]
    public void A_domain_is_a_line_with_the_codes_of_its_findings()
    {
        var line = Lines(Written.In("csv", [SampleAudit.Domain("stale.example")]))[1];

        Assert.StartsWith("stale.example,example,Error,4,False,0,1,0,0,0,2,4,\"All 4 parent servers give 45.10.4.1 as glue", line, StringComparison.Ordinal);
        Assert.EndsWith(",GlueStale", line, StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}

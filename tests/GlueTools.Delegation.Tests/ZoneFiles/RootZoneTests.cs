using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.ZoneFiles;

namespace GlueTools.Delegation.Tests.ZoneFiles;

/// <summary>The root zone of a day in 2020, judged by its file alone. Each finding is explained in docs/peers.md.</summary>
public class RootZoneTests
{
    [Fact]
    public void In_the_root_zone_is_found_what_is_explained_and_nothing_else()
    {
        var problems = new List<string>();
        using var file = ZoneFile.At(Path.Combine(AppContext.BaseDirectory, "root-zone-2020-09-13.zone.gz"));
        var zone = ParentZone.Read(file, null, problem => problems.Add(problem.Message), GluePolicy.Wide);

        var reports = zone.Delegations().Select(side => DelegationReport.Of(new GivenSides { Parent = side }.ToView(side.Child))).ToList();

        Assert.Empty(problems);
        Assert.Equal(1508, reports.Count);
        Assert.Equal(
            ["NameServersSharePrefix: ax et gb kp pf st", "ReferralOver512: at au fi net pl pt se tel tw"],
            reports.SelectMany(report => report.Rows()).GroupBy(row => row.Code).OrderBy(code => code.Key, StringComparer.Ordinal)
                .Select(code => code.Key + ": " + string.Join(' ', code.Select(row => row.DomainName).Order(StringComparer.Ordinal))));
    }
}

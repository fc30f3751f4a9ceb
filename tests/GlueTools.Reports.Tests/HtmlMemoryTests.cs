using System;
using System.IO;
using System.Linq;
using GlueTools.Reports.Formats;

namespace GlueTools.Reports.Tests;

/// <summary>By itself: what other tests hold meanwhile would be counted too.</summary>
[CollectionDefinition(nameof(HtmlMemoryTests), DisableParallelization = true)]
public sealed class Alone
{
}

/// <summary>The memory that a page takes while it is written.</summary>
[Collection(nameof(HtmlMemoryTests))]
public sealed class HtmlMemoryTests
{
    [Fact]
    public void What_is_kept_while_it_is_written_does_not_grow()
    {
        var domain = SampleAudit.Domain("stale.example");
        using var aside = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        var writer = ((IPartsAside)ReportFormats.Find("html")!).Open(TextWriter.Null, Written.Settings, () => aside);
        long Kept(int domains)
        {
            for (var i = 0; i < domains; i++)
            {
                writer.Write(domain);
            }

            return GC.GetTotalMemory(forceFullCollection: true);
        }

        // The plain table is full after a thousand.
        var before = Kept(1050);
        Assert.InRange(Kept(600) - before, long.MinValue, 1 << 20);
        writer.End(Written.Total(Enumerable.Repeat(domain, 1650)));
    }
}

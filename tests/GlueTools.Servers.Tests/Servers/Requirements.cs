using System;
using System.IO;
using System.Linq;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>
/// What a test on real servers needs. Where it is not there the test skips and says why; with <c>GLUETOOLS_REQUIRE_SERVERS=1</c> it fails instead, so that a
/// build machine cannot skip unnoticed.
/// </summary>
internal static class Requirements
{
    private static readonly Lazy<string?> NamespaceProblem = new(TryNamespace);

    /// <summary>Skips the test unless namespaces can be made and the programs are installed.</summary>
    internal static void Servers(params string[] programs)
    {
        var missing = programs.Where(program => ToolRun.Find(program) is null).ToList();
        Need(missing.Count == 0 ? NamespaceProblem.Value : "not installed: " + string.Join(", ", missing));
    }

    /// <summary>Skips the test for the reason given; null for none.</summary>
    internal static void Need(string? problem)
    {
        if (problem is null)
        {
            return;
        }

        Assert.False(Environment.GetEnvironmentVariable("GLUETOOLS_REQUIRE_SERVERS") == "1", "Needed here, and missing: " + problem);
        Assert.Skip(problem);
    }

    private static string? TryNamespace()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "network namespaces need Linux";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return "network namespaces need root rights";
        }

        if (ToolRun.Find("ip") is null)
        {
            return "not installed: ip (iproute2)";
        }

        try
        {
            using var trial = ServerNamespace.Create([], [], []);
            return null;
        }
        catch (InvalidOperationException error)
        {
            return "no network namespace can be made: " + error.Message.Split('\n')[1];
        }
    }
}

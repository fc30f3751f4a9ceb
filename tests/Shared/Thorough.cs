using System;

namespace GlueTools.Tests;

/// <summary>
/// How often something that chance decides is tried: often enough to notice a change that breaks it where a change is tested, more on a build machine
/// (<c>GLUETOOLS_REQUIRE_SERVERS=1</c>), for which nobody waits, and many times more by <c>GLUETOOLS_THOROUGH=1 dotnet test</c>.
/// </summary>
internal static class Thorough
{
    internal static bool IsAsked { get; } = Environment.GetEnvironmentVariable("GLUETOOLS_THOROUGH") == "1";

    /// <summary>Whether this is a machine that has all that tests need, and fails where it has not.</summary>
    internal static bool IsBuildMachine { get; } = Environment.GetEnvironmentVariable("GLUETOOLS_REQUIRE_SERVERS") == "1";

    /// <summary>A number of times.</summary>
    /// <param name="usual">With every change.</param>
    /// <param name="thorough">By command.</param>
    internal static int Times(int usual, int thorough) => IsAsked ? thorough : usual;

    /// <summary>A number of times.</summary>
    /// <param name="usual">With every change.</param>
    /// <param name="built">On a build machine.</param>
    /// <param name="thorough">By command.</param>
    internal static int Times(int usual, int built, int thorough) => IsAsked ? thorough : IsBuildMachine ? built : usual;
}

using System;

namespace GlueTools.Tests;

/// <summary>
/// How often something that chance decides is tried: often enough to notice a change that breaks it where a change is tested, and many times more by
/// <c>GLUETOOLS_THOROUGH=1 dotnet test</c>.
/// </summary>
internal static class Thorough
{
    internal static bool IsAsked { get; } = Environment.GetEnvironmentVariable("GLUETOOLS_THOROUGH") == "1";

    /// <summary>A number of times.</summary>
    /// <param name="usual">With every change.</param>
    /// <param name="thorough">By command.</param>
    internal static int Times(int usual, int thorough) => IsAsked ? thorough : usual;
}

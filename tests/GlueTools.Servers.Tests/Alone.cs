namespace GlueTools.Servers.Tests;

/// <summary>
/// Tests that go by the clock, one after the other when all others have ended. Those run side by side, class by class: each server has namespaces of its own, with the same addresses in all.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "alone";
}

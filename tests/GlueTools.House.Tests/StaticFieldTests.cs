namespace GlueTools.House.Tests;

/// <summary>No static field changes: two sessions in one process never meet, and a test can have a clock of its own.</summary>
public sealed class StaticFieldTests
{
    public static TheoryData<string> Projects => new(Product.Projects);

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_static_field_can_be_assigned(string project) => Assert.Empty(Declarations.Of(Product.AssemblyOf(project)).Assignable);

    [Fact]
    public void One_that_can_is_found() =>
        Assert.Equal(["GlueTools.House.Tests.Planted.Keeping.Counter", "GlueTools.House.Tests.Planted.Keeping.Inner.<Last>k__BackingField"], Declarations.Of(typeof(StaticFieldTests).Assembly.Location).Assignable);
}

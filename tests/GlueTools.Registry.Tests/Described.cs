using System.Linq;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Tests;

/// <summary>Compares what was read with what a fixture says is to be read.</summary>
internal static class Described
{
    internal static void AssertIs(Fixture expected, RegisteredDomain read)
    {
        Assert.Equal(expected["host"], read.Hosts.Select(Line));
        Assert.Equal(expected["status"], read.Statuses);
        Assert.Equal(expected["ds"], read.Ds);
        Assert.Equal(expected["registrar"].SingleOrDefault() ?? string.Empty, read.Registrar);
        Assert.Equal(expected["changed"].SingleOrDefault() ?? string.Empty, read.LastChangedUtc);
        Assert.Equal(expected["expires"].SingleOrDefault() ?? string.Empty, read.ExpiresUtc);
    }

    internal static string Line(RegisteredHost host) => string.Join(' ', host.Addresses.Select(address => address.ToString()).Prepend(host.Name.Text));
}

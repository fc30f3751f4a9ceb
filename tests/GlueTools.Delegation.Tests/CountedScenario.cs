using System.Linq;

namespace GlueTools.Delegation.Tests;

/// <summary>Two healthy domains with two name servers of their own each, dual-stack, below a top-level domain with four server addresses.</summary>
internal static class CountedScenario
{
    /// <summary>3 seconds are one server's budget by default: two attempts of 1.5 seconds. The rest is for a busy machine.</summary>
    internal const double DeadAddressLimitSec = 3.6;

    /// <summary>Both healthy.</summary>
    internal static string Text => "# Title: Two healthy domains\nbase\n" + Domain("first", "45.10.2.1") + Domain("second", "45.10.2.1");

    /// <summary>Nobody answers at one address of the second.</summary>
    internal static string WithDeadAddress =>
        "# Title: A healthy domain and one with a dead server address\nbase\n" + Domain("first", "45.10.2.1") + Domain("second", "45.10.8.1") + "server 45.10.8.1 silent\n";

    /// <summary>The same fault at every server.</summary>
    internal static string Everywhere(string fault) => string.Concat(new[]
    {
        "198.41.0.4", "2001:503:ba3e::2:30", "170.247.170.2", "2801:1b8:10::b", "37.209.192.10", "2001:dcd:1::10", "37.209.194.10", "2001:dcd:2::10",
        "45.10.1.1", "2a10:10:1::1", "45.10.2.1", "2a10:10:2::1",
    }.Select(address => "server " + address + " " + fault + "\n"));

    private static string Domain(string name, string ns2) => $"""
        in example.
          {name}      NS    ns1.{name}
          {name}      NS    ns2.{name}
        {Addresses("." + name, ns2)}
        zone {name}.example. at 45.10.1.1 2a10:10:1::1 {ns2} 2a10:10:2::1
          @           NS    ns1
          @           NS    ns2
        {Addresses(string.Empty, ns2)}

        """;

    private static string Addresses(string suffix, string ns2) => $"""
          ns1{suffix} A     45.10.1.1
          ns1{suffix} AAAA  2a10:10:1::1
          ns2{suffix} A     {ns2}
          ns2{suffix} AAAA  2a10:10:2::1
        """;
}

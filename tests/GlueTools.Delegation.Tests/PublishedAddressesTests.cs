using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;

namespace GlueTools.Delegation.Tests;

/// <summary>Whose word counts about the addresses of ns2.child.example.</summary>
public sealed class PublishedAddressesTests
{
    private const string Ns1 = "45.10.1.1", New = "45.10.2.1", Old = "45.10.5.1", OldSix = "2a10:10:5::1";

    /// <summary>Statements as <c>server names serial addresses</c>, joined by <c>|</c>; several names or addresses are joined by commas, <c>-</c> is none, CNAME an alias.</summary>
    [Theory]
    [InlineData("everybody says the same", $"{Ns1} ns1 1 {New} | {New} ns2 1 {New}", New)]
    [InlineData("only one server answers, and vouches for itself", $"{New} ns2 1 {New}", New)]
    [InlineData("the old host alone answers", $"{Old} ns2 1 {Old}", Old)]
    [InlineData("the old host has an older serial", $"{Ns1} ns1 2 {New} | {Old} ns2 1 {Old}", New)]
    [InlineData("the old host has the same serial", $"{Ns1} ns1 2 {New} | {Old} ns2 2 {Old}", New)]
    [InlineData("the old host has a newer serial", $"{Ns1} ns1 2 {New} | {Old} ns2 3 {Old}", New)]
    [InlineData("the old host has a second address, and an older serial", $"{Ns1} ns1 2 {New} | {OldSix} ns2 1 {Old}", New)]
    [InlineData("the old host has a second address, and the same serial", $"{Ns1} ns1 2 {New} | {OldSix} ns2 2 {Old}", New)]
    [InlineData("a newer copy counts, whoever serves it", $"{Ns1} ns1 2 {New} | {OldSix} ns2 3 {Old}", Old)]
    [InlineData("serials wrap", $"{Ns1} ns1 5 {New} | {OldSix} ns2 4294967290 {Old}", New)]
    [InlineData("two names for one host, one serial", $"{Ns1} ns1,ns2 2 {New} | {OldSix} ns1,ns2 2 {Old}", $"{New} {Old}")]
    [InlineData("other servers differ with one serial", $"{Ns1} ns1 2 {New} | 45.10.3.1 ns3 2 {Old}", $"{New} {Old}")]
    [InlineData("several addresses", $"{Ns1} ns1 2 {New},{Old} | {New} ns2 2 {New},{Old}", $"{New} {Old}")]
    [InlineData("each host vouches for the other of one name", $"{New} ns2 2 {New},{Old} | {Old} ns2 2 {New},{Old}", $"{New} {Old}")]
    [InlineData("two hosts, and each says only itself", $"{New} ns2 2 {New} | {Old} ns2 2 {Old}", $"{New} {Old}")]
    [InlineData("two hosts, and each says only itself, one with a newer serial", $"{New} ns2 2 {New} | {Old} ns2 1 {Old}", New)]
    [InlineData("nobody has an address", $"{Ns1} ns1 2 - | {Old} ns2 2 -", "")]
    [InlineData("the newer copy has none", $"{Ns1} ns1 2 - | 45.10.3.1 ns3 1 {Old}", "")]
    [InlineData("an alias", $"{Ns1} ns1 2 CNAME | 45.10.3.1 ns3 2 CNAME", "")]
    public void Whose_word_counts(string when, string statements, string addresses) =>
        Assert.True(addresses == string.Join(' ', Weigh(statements, trustAll: false).Addresses.Select(address => address.ToString())), when);

    [Fact]
    public void A_server_given_as_the_truth_vouches_for_itself() =>
        Assert.Equal([IPAddress.Parse(New)], Weigh($"{New} - 2 {New} | {Old} - 1 {Old}", trustAll: true).Addresses);

    [Fact]
    public void Nobody_said_anything() => Assert.False(PublishedAddresses.Weigh(HandMade.Name("ns2.child"), [], trustAll: false).IsKnown);

    [Fact]
    public void No_address_is_known_too() => Assert.True(Weigh($"{Ns1} ns1 2 -", trustAll: false) is { IsKnown: true, Addresses.Count: 0, IsAlias: false });

    [Fact]
    public void An_alias_is_said() => Assert.True(Weigh($"{Ns1} ns1 2 CNAME", trustAll: false) is { IsKnown: true, IsAlias: true });

    [Theory]
    [InlineData($"{Ns1} ns1 2 {New} | {New} ns2 2 {New}", false, null)]
    [InlineData($"{Ns1} ns1 2 {New} | {Old} ns2 1 {Old}", true, null)]
    [InlineData($"{Ns1} ns1 2 {New} | {OldSix} ns2 1 {Old}", true, 2u)]
    public void It_is_told_that_servers_differ_and_which_serial_counts(string statements, bool differ, uint? serial)
    {
        var published = Weigh(statements, trustAll: false);

        Assert.Equal((differ, serial), (published.ServersDiffer, published.Serial));
    }

    [Fact]
    public void The_servers_whose_word_counts_are_named() => Assert.Equal(
        ["ns1.child.example/" + Ns1], Weigh($"{Ns1} ns1 2 {New} | {OldSix} ns2 2 {Old}", trustAll: false).SaidBy.Select(server => server.ToString()));

    private static PublishedAddresses Weigh(string statements, bool trustAll) => PublishedAddresses.Weigh(
        HandMade.Name("ns2.child"), statements.Split(" | ").Select(Statement).ToList(), trustAll);

    private static AddressStatement Statement(string text)
    {
        var words = text.Split(' ');
        var names = words[1] == "-" ? string.Empty : string.Join(' ', words[1].Split(',').Select(name => name + ".child"));
        var server = HandMade.ChildServer(words[0], names, uint.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture), "child NS ns1.child");
        IEnumerable<IPAddress> addresses = words[3] is "-" or "CNAME" ? [] : words[3].Split(',').Select(IPAddress.Parse);
        return new AddressStatement(server.Copy!, AddressOrder.Set(addresses), isAlias: words[3] == "CNAME");
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using GlueTools.Binding;
using GlueTools.Commands;

namespace GlueTools.Module.Tests;

public class PipedDomainTests
{
    [Theory]
    [InlineData("corp.adatum.com.", "adatum.com", "corp.adatum.com.")]
    [InlineData("corp", "adatum.com", "corp.adatum.com")]
    [InlineData("corp", "adatum.com.", "corp.adatum.com")]
    [InlineData("a.b", "adatum.com", "a.b.adatum.com")]
    [InlineData("corp.adatum.com", "adatum.com", "corp.adatum.com")]
    [InlineData("corp.ADATUM.com", "adatum.com", "corp.ADATUM.com")]
    [InlineData("notadatum.com", "adatum.com", "notadatum.com.adatum.com")]
    [InlineData("com", ".", "com")]
    [InlineData("corp", "", "corp")]
    public void A_child_zone_is_joined_to_its_zone_where_it_is_relative(string child, string zone, string expected) =>
        Assert.Equal(expected, Read(("ChildZoneName", child), ("ZoneName", zone)).Text);

    [Theory]
    [InlineData("DomainName", "ZoneName")]
    [InlineData("ZoneName", "Domain")]
    [InlineData("Domain", "Fqdn")]
    [InlineData("Fqdn", "DNSRoot")]
    [InlineData("DNSRoot", "Name")]
    public void The_more_telling_property_wins(string first, string second) =>
        Assert.Equal("first.example", Read((second, "second.example"), (first, "first.example")).Text);

    [Fact]
    public void An_empty_property_is_as_none() => Assert.Equal("a.example", Read(("ChildZoneName", string.Empty), ("DomainName", null), ("Name", "a.example")).Text);

    [Fact]
    public void An_object_without_a_name_says_so()
    {
        var piped = Read(("Zone", "a.example"));
        Assert.True(piped.HasNoName);
        Assert.Equal("the object's text", piped.Text);
    }

    [Theory]
    [InlineData("dc2.contoso.com.")]
    [InlineData("dc2.contoso.com")]
    public void The_name_server_of_a_delegation_may_be_text(string text) =>
        Assert.Equal("dc2.contoso.com", Read(("ChildZoneName", "corp"), ("ZoneName", "contoso.com"), ("NameServer", text)).NameServer);

    [Fact]
    public void The_name_server_of_a_delegation_may_be_a_record()
    {
        var server = new Bag(("RecordData", new Bag(("NameServer", "dc2.contoso.com."))));
        var piped = Read(("ChildZoneName", "corp"), ("ZoneName", "contoso.com"), ("NameServer", server));
        Assert.Equal("dc2.contoso.com", piped.NameServer);
        Assert.True(piped.IsDelegation);
    }

    [Theory]
    [InlineData("Forwarder", false, "a.example", true)]
    [InlineData("stub", false, "a.example", true)]
    [InlineData("Primary", true, "127.in-addr.arpa", true)]
    [InlineData("Primary", false, "TrustAnchors", true)]
    [InlineData("Primary", false, "a.example", false)]
    [InlineData("Secondary", false, "10.in-addr.arpa", false)]
    public void Zones_that_nobody_delegates_are_skipped(string type, bool isAutoCreated, string zone, bool isSkipped) =>
        Assert.Equal(isSkipped, Read(("ZoneName", zone), ("ZoneType", type), ("IsAutoCreated", isAutoCreated)).SkipReason is not null);

    [Fact]
    public void An_auto_created_zone_is_known_after_it_came_back_as_text() =>
        Assert.NotNull(Read(("ZoneName", "0.in-addr.arpa"), ("IsAutoCreated", "True")).SkipReason);

    [Theory]
    [InlineData(null, "")]
    [InlineData("a.example", "a.example")]
    [InlineData(5, "5")]
    [InlineData(2.5, "2.5")]
    public void Texts_and_numbers_are_themselves(object? value, string expected) => Assert.Equal(expected, PipedDomain.Of(value, (_, _) => "wrong").Text);

    [Fact]
    public void For_a_question_the_name_of_a_record_is_meant_and_not_its_domain()
    {
        var record = new Bag(("DomainName", "a.example"), ("Name", "ns1.a.example"));
        Assert.Equal("ns1.a.example", PipedDomain.NamedBy(record, Bag.Read)[0].Text);
        Assert.Equal("a.example", PipedDomain.Of(record, Bag.Read).Text);
    }

    [Theory]
    [InlineData("a.example", "a.example")]
    [InlineData(null, "")]
    [InlineData(7, "7")]
    public void The_transform_gives_text_whatever_comes(object? value, string expected) =>
        Assert.Equal(new[] { expected }, new DomainNameTransformAttribute().Transform(null!, value!));

    [Fact]
    public void The_transform_keeps_lists_apart() =>
        Assert.Equal(new[] { "a.example", "", "b" }, new DomainNameTransformAttribute().Transform(null!, new object?[] { "a.example", null, "b" }));

    [Fact]
    public void Every_name_parameter_has_the_transform_and_takes_what_is_empty()
    {
        var names = Surface.Cmdlets.Where(type => typeof(NetworkCommand).IsAssignableFrom(type)).Select(type => type.GetProperty("Name")).OfType<PropertyInfo>().ToArray();
        Assert.True(names.Length >= 11, "The cmdlets were not found.");
        Assert.All(names, name =>
        {
            Assert.NotNull(name.GetCustomAttribute<DomainNameTransformAttribute>());
            Assert.NotNull(name.GetCustomAttribute<AllowEmptyStringAttribute>());
            Assert.NotNull(name.GetCustomAttribute<AllowNullAttribute>());
        });
    }

    private static PipedDomain Read(params (string Name, object? Value)[] properties) => PipedDomain.Of(new Bag(properties), Bag.Read);

    private sealed class Bag((string Name, object? Value)[] properties)
    {
        internal Bag((string Name, object? Value) property)
            : this([property])
        {
        }

        internal Bag((string Name, object? Value) first, (string Name, object? Value) second)
            : this([first, second])
        {
        }

        public override string ToString() => "the object's text";

        internal static object? Read(object target, string name) =>
            target is Bag bag ? bag.Find(name) : null;

        private object? Find(string name) => properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }
}

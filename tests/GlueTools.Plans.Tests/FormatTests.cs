using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Dns.Zones;
using GlueTools.Plans.Tests.Model;
using GlueTools.Reports.Changes;
using GlueTools.Reports.Escaping;

namespace GlueTools.Plans.Tests;

/// <summary>What steps become for those who carry them out, read back by rules of their readers.</summary>
public sealed class FormatTests
{
    private static readonly DomainName Domain = DomainName.Parse("d.test");

    private static IEnumerable<(int Seed, DelegationPlan Plan)> Plans => Enumerable.Range(0, 400).Select(seed => (seed, random: RandomStart.Of(seed)))
        .Select(one => (one.seed, Planner.Make(one.random.Start, one.random.Goal, one.random.Options))).Where(one => one.Item2.Steps.Count > 0);

    [Theory]
    [InlineData("epp", false)]
    [InlineData("epp-attr", true)]
    public void A_registry_that_takes_the_EPP_frames_holds_what_the_plan_says(string form, bool isHostAttribute)
    {
        var frames = 0;
        foreach (var (seed, plan) in Plans)
        {
            var registry = Filled(plan, isHostAttribute);
            foreach (var step in plan.Steps)
            {
                var converted = ChangeFormats.Convert(form, plan, step);
                foreach (var host in converted.Missing.Where(sentence => sentence.StartsWith("The registry takes ", StringComparison.Ordinal)))
                {
                    // What lies elsewhere is there before a domain names it.
                    registry.Hosts.TryAdd(host.Split(' ')[3], []);
                }

                foreach (var frame in converted.Text.Split("<?xml", StringSplitOptions.RemoveEmptyEntries))
                {
                    var error = Record.Exception(() => registry.Take("<?xml" + frame));
                    Assert.True(error is null, $"seed {seed}: {error?.Message}\n{frame}\n{PlanText.Of(plan)}");
                    frames++;
                }

                var after = PlannedDelegation.After(plan, step.Number);
                Assert.Equal(Expected(plan, after), registry.Delegation.Order(StringComparer.Ordinal));
                Assert.All(step.Changes.Where(change => change.Record == ChangedRecord.NameServerTtl), change => Assert.Equal(change.Ttl, registry.Ttls["d.test NS"]));
                Assert.Equal(after.Ds.Select(ds => ds.ToString()), registry.Ds);
            }
        }

        Assert.True(frames > 200, frames + " frames");
    }

    [Fact]
    public void A_registry_refuses_frames_that_break_its_rules()
    {
        var plan = Renumbering();
        var frame = ChangeFormats.Convert("epp", plan, plan.Steps.Single(step => step.Actor == PlanActor.Registrar)).Text;
        Filled(plan, isHostAttribute: false).Take(frame);
        foreach (var (old, other) in new[] { ("ip=\"v4\"", "ip=\"v6\""), ("host:add", "host:rem2"), (">192.0.2.1<", ">192.0.2.77<"), ("ns1.d.test", "ns7.d.test") })
        {
            Assert.Contains(old, frame, StringComparison.Ordinal);
            Assert.ThrowsAny<InvalidOperationException>(() => Filled(plan, isHostAttribute: false).Take(frame.Replace(old, other, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Zone_lines_are_a_master_file_of_what_comes()
    {
        foreach (var (_, plan) in Plans)
        {
            foreach (var step in plan.Steps)
            {
                var text = ChangeFormats.Convert("zone", plan, step).Text;
                var entries = text.Length == 0 ? 0 : MasterFileReader.Read(new System.IO.StringReader(text)).Count();
                Assert.Equal(text.Split('\n').Count(line => line.Length > 0 && line[0] != ';'), entries);
            }
        }
    }

    [Fact]
    public void Requests_for_Route_53_hold_the_whole_set_and_what_does_not_fit_is_told()
    {
        foreach (var (_, plan) in Plans)
        {
            foreach (var step in plan.Steps)
            {
                var converted = ChangeFormats.Convert("route53", plan, step);
                if (converted.Text.Length == 0)
                {
                    continue;
                }

                var body = JsonDocument.Parse(converted.Text).RootElement;
                var after = PlannedDelegation.After(plan, step.Number);
                Assert.Equal(after.NameServers.Select(name => name.Text), body.GetProperty("Nameservers").EnumerateArray().Select(server => server.GetProperty("Name").GetString()));
                var written = body.GetProperty("Nameservers").EnumerateArray().Sum(server => server.TryGetProperty("GlueIps", out var glue) ? glue.GetArrayLength() : 0);
                var told = converted.Missing.Count(sentence => sentence.StartsWith("Route 53 takes one", StringComparison.Ordinal));
                Assert.Equal(after.NameServers.Where(plan.Start.NeedsGlue).Sum(name => after.GlueOf(name).Count), written + told);
            }
        }
    }

    [Fact]
    public void Hostile_names_are_quoted_for_each_form()
    {
        var strange = DomainName.Parse("a\\039\\059b\\036\\040x\\041.d.test");
        var start = Start(("ns1.d.test", "192.0.2.1"), ("ns2.d.test", "192.0.2.2"));
        var plan = Planner.Make(start, PlanGoal.Replace(DomainName.Parse("ns1.d.test"), new PlannedServer(strange, [IPAddress.Parse("192.0.2.3")])), new PlanOptions());
        var step = plan.Steps.Single(one => one.Actor == PlanActor.Registrar);

        Assert.Contains("-NameServer 'a", ChangeFormats.Convert("dnsserver", plan, step).Text, StringComparison.Ordinal);
        Assert.Equal("EPP takes host names only, and " + strange + " is none.", Assert.Single(ChangeFormats.Convert("epp", plan, step).Missing));
        Assert.Contains(strange.Text, JsonDocument.Parse(ChangeFormats.Convert("route53", plan, step).Text).RootElement.GetProperty("Nameservers").EnumerateArray().Select(server => server.GetProperty("Name").GetString()));
        Assert.Equal("'it''s'", CommandText.PowerShell("it's"));
        Assert.Equal("'it'\\''s $(x)'", CommandText.Shell("it's $(x)"));
        Assert.Equal("'-x'", CommandText.PowerShell("-x"));
    }

    [Fact]
    public void Other_domains_that_use_a_host_are_named_and_their_server_goes_on()
    {
        var start = Start(("ns1.d.test", "192.0.2.1"), ("ns2.d.test", "192.0.2.2"), ("ns3.d.test", "192.0.2.3"));
        var gone = PlanGoal.RemoveNameServer(DomainName.Parse("ns3.d.test"));
        OtherDomain user = new(DomainName.Parse("other.test"), [DomainName.Parse("ns3.d.test")]), stranger = new(DomainName.Parse("silent.test"), null);
        var alone = Planner.Make(start, gone, new PlanOptions());
        var shared = Planner.Make(start, gone, new PlanOptions { Others = [user, stranger] });

        Assert.Contains(alone.Steps, step => step.IsPointOfNoReturn);
        Assert.Contains(alone.Remarks, remark => remark.StartsWith("Whether other domains use ns3.d.test was not looked at.", StringComparison.Ordinal));
        Assert.DoesNotContain(shared.Remarks, remark => remark.Contains("was not looked at", StringComparison.Ordinal));
        // Their delegation leads to it by the same glue.
        Assert.DoesNotContain(shared.Steps.SelectMany(step => step.Changes), change => change.Record == ChangedRecord.Address);
        Assert.DoesNotContain(shared.Steps, step => step.IsPointOfNoReturn || step.Changes.Any(change => change.Record == ChangedRecord.Address && change.Place == ChangePlace.Zone));
        Assert.Contains(shared.Remarks, remark => remark.StartsWith("other.test uses ns3.d.test as well", StringComparison.Ordinal));
        Assert.Contains(shared.Remarks, remark => remark.Contains("silent.test", StringComparison.Ordinal));
    }

    [Fact]
    public void A_moved_host_serves_the_zones_of_all_who_use_it()
    {
        var plan = Planner.Make(
            Start(("ns1.d.test", "192.0.2.1"), ("ns2.d.test", "192.0.2.2")),
            PlanGoal.Renumber(DomainName.Parse("ns1.d.test"), [IPAddress.Parse("192.0.2.9")], [IPAddress.Parse("192.0.2.1")]),
            new PlanOptions { Others = [new(DomainName.Parse("other.test"), [DomainName.Parse("ns1.d.test")])] });

        Assert.Equal(["d.test", "other.test"], plan.Steps[0].Changes.Select(change => change.Zone.Text));
    }

    private static DelegationPlan Renumbering() => Planner.Make(
        Start(("ns1.d.test", "192.0.2.1"), ("ns2.d.test", "192.0.2.2")), PlanGoal.Renumber(DomainName.Parse("ns1.d.test"), [IPAddress.Parse("192.0.2.9")], [IPAddress.Parse("192.0.2.1")]), new PlanOptions());

    private static PlanStart Start(params (string Name, string Address)[] servers)
    {
        var addresses = servers.Select(server => KeyValuePair.Create<DomainName, IReadOnlyList<IPAddress>>(DomainName.Parse(server.Name), [IPAddress.Parse(server.Address)])).ToList();
        var ttls = addresses.ToDictionary(pair => pair.Key, _ => 3600u);
        var side = new PlanSide(addresses.Select(pair => pair.Key), addresses, 3600, ttls);
        // The addresses of documentation, as in a network of its own.
        return new PlanStart(Domain, DomainName.Parse("test"), side, side, addresses.SelectMany(pair => pair.Value)) { IsPrivate = true };
    }

    private static EppRegistry Filled(DelegationPlan plan, bool isHostAttribute)
    {
        var registry = new EppRegistry(isHostAttribute, plan.Start.Domain.Text);
        var before = PlannedDelegation.After(plan, 0);
        foreach (var name in before.NameServers)
        {
            var glue = new SortedSet<string>(plan.Start.NeedsGlue(name) ? before.GlueOf(name).Select(address => address.ToString()) : [], StringComparer.Ordinal);
            registry.NameServers.Add(name.Text, isHostAttribute ? glue : []);
            if (plan.Start.NeedsGlue(name))
            {
                registry.Hosts.Add(name.Text, glue);
            }
        }

        registry.Ds.UnionWith(before.Ds.Select(ds => ds.ToString()!));
        return registry;
    }

    private static IEnumerable<string> Expected(DelegationPlan plan, PlannedDelegation delegation) => delegation.NameServers
        .Select(name => (name.Text + " " + string.Join(' ', delegation.GlueOf(name).Where(_ => plan.Start.NeedsGlue(name)).Select(address => address.ToString()).Order(StringComparer.Ordinal))).Trim())
        .Order(StringComparer.Ordinal);
}

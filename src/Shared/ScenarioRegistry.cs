using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Shared;

/// <summary>The registry of a scenario, which answers at once: what its lines say; of other domains what the zone above serves.</summary>
internal sealed class ScenarioRegistry(LabScenario scenario) : IRegistrySource
{
    private const string By = "https://rdap.example/";

    // Nothing in a scenario takes time but what its faults say, so it is asked when the scenario was read.
    private readonly DateTime _now = scenario.ReadUtc;

    public void Ask(DomainName name, Action<RegistrySide> answered) => answered(AnswerOf(name));

    private RegistrySide AnswerOf(DomainName name)
    {
        if (scenario.Registrations.FirstOrDefault(one => one.DomainName == name) is { } said)
        {
            return Said(said);
        }

        if (scenario.Zones.Where(zone => !zone.Name.IsRoot && name.IsBelow(zone.Name)).MaxBy(zone => zone.Name.LabelCount) is not { } above
            || above.Records.Where(record => record.Type == RecordType.NS && record.Owner == name).Select(record => ((NsData)record.Data).NameServer).ToList() is not { Count: > 0 } names)
        {
            return new RegistrySide(name, RegistryState.NotRegistered, By + "domain/" + name.Text, _now);
        }

        var hosts = names.ConvertAll(host =>
        {
            var addresses = above.Records.Where(record => record.Owner == host && record.Data is AddressData).Select(record => ((AddressData)record.Data).Address).ToList();
            return HostOf(host, addresses.Count > 0 ? HeldAddresses.Held : HeldAddresses.NotShown, addresses);
        });
        var ds = above.Records.Where(record => record.Type == RecordType.DS && record.Owner == name).Select(record => (DsData)record.Data).ToList();
        return new RegistrySide(name, By + "domain/" + name.Text, _now, hosts, ds) { ShowsDs = true };
    }

    private RegistrySide Said(LabRegistration said)
    {
        var source = By + "domain/" + said.DomainName.Text;
        if (said.IsUnreachable)
        {
            return new RegistrySide(said.DomainName, RegistryState.NotAsked, source, _now) { Why = "rdap.example did not answer in 15 s." };
        }

        if (said.IsUnregistered)
        {
            return new RegistrySide(said.DomainName, RegistryState.NotRegistered, source, _now);
        }

        var hosts = said.Hosts.Select(host => HostOf(
            host.Name,
            host.State switch { LabHostState.Held => HeldAddresses.Held, LabHostState.NoAddress => HeldAddresses.NoAddress, LabHostState.Hidden => HeldAddresses.NotShown, _ => HeldAddresses.NotAsked },
            host.Addresses,
            host.Statuses,
            host.ChangedUtc)).ToList();
        return new RegistrySide(said.DomainName, source, _now, hosts, said.Ds)
        {
            ShowsDs = said.ShowsDs, Statuses = said.Statuses, ChangedUtc = said.ChangedUtc, ExpiresUtc = said.ExpiresUtc,
        };
    }

    private static RegistryHost HostOf(DomainName name, HeldAddresses state, IReadOnlyList<IPAddress> addresses, IReadOnlyList<string>? statuses = null, DateTime? changed = null) =>
        new(name, state, addresses, state == HeldAddresses.NotAsked ? string.Empty : By + "nameserver/" + name.Text)
        {
            Statuses = statuses ?? [],
            ChangedUtc = changed,
            Why = state switch
            {
                HeldAddresses.Held => string.Empty,
                HeldAddresses.NoAddress => "The registry shows " + name + " and holds no address for it.",
                HeldAddresses.NotShown => "The registry shows no host object for " + name + ".",
                _ => "rdap.example did not answer in 15 s.",
            },
        };
}

using System;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Sessions;

/// <summary>What registries answered, as a side of the evidence about a delegation.</summary>
internal static class RegistryStatements
{
    internal static RegistrySide Of(RegistryAnswer answer)
    {
        if (answer.Domain is not { } domain)
        {
            return new RegistrySide(answer.Name, answer.IsNotRegistered ? RegistryState.NotRegistered : RegistryState.NotAsked, answer.Source, answer.AskedUtc) { Why = answer.Why };
        }

        var hosts = new List<RegistryHost>();
        foreach (var host in answer.Hosts)
        {
            // Of a part of its addresses nothing follows.
            var isPart = host.Host?.Limits.Count > 0;
            hosts.Add(new RegistryHost(host.Name, isPart ? HeldAddresses.NotAsked : StateOf(host.Status), isPart ? [] : host.Host?.Addresses ?? [], host.Source)
            {
                Statuses = host.Host?.Statuses ?? [], ChangedUtc = TimeOf(host.Host?.LastChangedUtc), Why = isPart ? "not all of its addresses could be read" : host.Why,
            });
        }

        return new RegistrySide(domain.Name, answer.Source, answer.AskedUtc, hosts, DsOf(domain))
        {
            ShowsDs = domain.ShowsDs,
            Statuses = domain.Statuses,
            ChangedUtc = TimeOf(domain.LastChangedUtc),
            ExpiresUtc = TimeOf(domain.ExpiresUtc),
            Registrar = domain.Registrar,
            Limits = domain.Limits,
        };
    }

    /// <summary>A name that no registry could be asked about.</summary>
    internal static RegistrySide Without(DomainName name, string why, DateTime now) => new(name, RegistryState.NotAsked, string.Empty, now) { Why = why };

    private static HeldAddresses StateOf(AddressStatus status) => status switch
    {
        AddressStatus.Held => HeldAddresses.Held,
        AddressStatus.NoAddress => HeldAddresses.NoAddress,
        AddressStatus.NotShown => HeldAddresses.NotShown,
        _ => HeldAddresses.NotAsked,
    };

    private static List<DsData> DsOf(RegisteredDomain domain)
    {
        var all = new List<DsData>();
        foreach (var text in domain.Ds)
        {
            if (DsText.TryRead(text, out var data, out _))
            {
                all.Add(data);
            }
        }

        return all;
    }

    private static DateTime? TimeOf(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}

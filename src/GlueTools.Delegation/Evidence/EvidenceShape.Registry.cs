using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <content>What a registry said.</content>
internal static partial class EvidenceShape
{
    private static RegistrySide Registry(EvidenceFacts facts, RegistrySide? side, DomainName domain)
    {
        var state = facts.Choice(side?.State ?? default);
        var source = facts.Text(side?.By) ?? string.Empty;
        var asked = facts.Time(side?.AskedUtc ?? default);
        var hosts = facts.List<RegistryHost>(side?.Hosts, Host);
        var ds = facts.List<DsData>(side?.Statement.Delegation.Ds, (inner, data) => Ds(inner.Bytes(data?.ToBytes()) ?? []));
        var showsDs = facts.Flag(side?.ShowsDs == true);
        var statuses = Texts(facts, side?.Statuses);
        var changed = OptionalTime(facts, side?.ChangedUtc);
        var expires = OptionalTime(facts, side?.ExpiresUtc);
        var registrar = facts.Text(side?.Registrar) ?? string.Empty;
        var why = facts.Text(side?.Why) ?? string.Empty;
        var limits = Texts(facts, side?.Limits);
        if (side is not null)
        {
            return side;
        }

        var made = state == RegistryState.Registered ? new RegistrySide(domain, source, asked, hosts, ds) : new RegistrySide(domain, state, source, asked);
        return made with { ShowsDs = showsDs, Statuses = statuses, ChangedUtc = changed, ExpiresUtc = expires, Registrar = registrar, Why = why, Limits = limits };
    }

    private static RegistryHost Host(EvidenceFacts facts, RegistryHost? host)
    {
        var name = facts.Name(host?.Name ?? default);
        var state = facts.Choice(host?.State ?? default);
        var addresses = facts.Addresses(host?.Addresses);
        var source = facts.Text(host?.Source) ?? string.Empty;
        var statuses = Texts(facts, host?.Statuses);
        var changed = OptionalTime(facts, host?.ChangedUtc);
        var why = facts.Text(host?.Why) ?? string.Empty;
        return host ?? new RegistryHost(name, state, addresses, source) { Statuses = statuses, ChangedUtc = changed, Why = why };
    }

    private static IReadOnlyList<string> Texts(EvidenceFacts facts, IReadOnlyList<string>? texts) => facts.List(texts, (inner, text) => inner.Text(text) ?? string.Empty);

    private static DateTime? OptionalTime(EvidenceFacts facts, DateTime? time) => facts.Flag(time is not null) ? facts.Time(time ?? default) : null;
}

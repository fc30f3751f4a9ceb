using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Scenarios;

/// <summary>A <c>sign</c> line: signs, once a scenario is complete, what a delegation's DNSSEC rests on: the zone's keys, the DS sets that it holds, and what it asks its parent for; or all of it.</summary>
internal sealed class ZoneSigning
{
    private readonly DomainName _zone;
    private readonly IReadOnlyList<IPAddress> _addresses;
    private readonly LabKey _key;
    private readonly LabSignature _how;

    internal ZoneSigning(DomainName zone, IReadOnlyList<IPAddress> addresses, LabKey key, LabSignature how)
    {
        _zone = zone;
        _addresses = addresses;
        _key = key;
        _how = how;
    }

    internal void Apply(ScenarioBuilder builder)
    {
        foreach (var copy in builder.CopiesOf(_zone, _addresses))
        {
            foreach (var set in SetsOf(copy))
            {
                builder.AddRecord(copy, _key.Sign(_zone, set[0].Owner, set[0].Type, set.ConvertAll(record => record.Data), TagIn(copy), _how, builder.Now));
            }
        }
    }

    private List<List<ResourceRecord>> SetsOf(ZoneDraft copy) => [.. copy.Records
        .Where(record => record.Type == RecordType.DS || IsOfApex(record) || (_how.IsOfAll && IsOwn(copy, record)))
        .Where(record => _how.Types.Count == 0 || _how.Types.Contains(record.Type))
        .GroupBy(record => (record.Owner, record.Type)).Select(set => set.ToList())];

    private bool IsOfApex(ResourceRecord record) => record.Owner == _zone && record.Type is RecordType.DNSKEY or RecordType.CDS or RecordType.CDNSKEY or RecordType.CSYNC;

    // Neither the NS records of a cut nor what lies at or below it (RFC 4035, section 2.2).
    private bool IsOwn(ZoneDraft copy, ResourceRecord record) => record.Type != RecordType.RRSIG
        && !copy.Records.Exists(cut => cut.Type == RecordType.NS && cut.Owner != _zone && record.Owner.IsAtOrBelow(cut.Owner));

    /// <summary>The key tag that the key has in this copy, since it depends on the key's flags; that of a key-signing key where the copy lacks it.</summary>
    private ushort TagIn(ZoneDraft copy)
    {
        foreach (var record in copy.Records)
        {
            if (record.Data is DnskeyData key && key.Equals(_key.ToDnskey(key.Flags)))
            {
                return key.KeyTag;
            }
        }

        return _key.ToDnskey(ScenarioParser.KeySigningKey).KeyTag;
    }
}

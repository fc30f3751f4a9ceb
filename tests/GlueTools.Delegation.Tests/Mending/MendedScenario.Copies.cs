using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Tests.Mending;

/// <content>What the servers of a zone hold once all of them have the same copy.</content>
internal sealed partial class MendedScenario
{
    /// <summary>All servers of a zone transfer it from one primary: the one with the newest copy, or whoever the findings do not complain of.</summary>
    private void SetCopies(IEnumerable<Change> changes)
    {
        foreach (var ofZone in changes.GroupBy(change => change.Zone))
        {
            var listed = ofZone.SelectMany(change => change.Servers).Select(server => server.Address).ToHashSet();
            var copies = _lab.Of(ofZone.Key).Where(copy => copy.Addresses.Count > 0).ToList();
            var right = ofZone.Key == _domain ? RightOf(copies, listed) : FittingOf(copies);
            foreach (var address in copies.SelectMany(copy => copy.Addresses).ToList())
            {
                _lab.Serve(address, right);
            }
        }
    }

    /// <summary>The copy of the zone that the user named, or the newest; of several such one that no finding complains of.</summary>
    private MendedCopy RightOf(List<MendedCopy> copies, HashSet<IPAddress> listed)
    {
        var newest = copies.Where(copy => !copies.Exists(other => SerialNumber.IsNewer(other.Serial, copy.Serial))).OrderBy(copy => copy.Addresses.Exists(listed.Contains)).ThenByDescending(copy => copy.Records.Exists(record => record.Type == RecordType.DNSKEY)).First();
        return copies.Find(copy => copy.Addresses.Exists(_given.Contains)) ?? MergedOf(copies.FindAll(copy => copy.Serial == newest.Serial), newest);
    }

    /// <summary>The newest copy of the zone above, which its other servers transfer; where serials do not tell, the one that delegates the zone as it is. Its servers may differ by what is wrong with them, too.</summary>
    private MendedCopy FittingOf(List<MendedCopy> all)
    {
        all.SelectMany(copy => copy.Addresses).ToList().ForEach(address => _lab.Drop(address));
        var copies = all.FindAll(copy => !all.Exists(other => SerialNumber.IsNewer(other.Serial, copy.Serial)));
        var right = copies.OrderByDescending(copy => copy.Records.Exists(record => record.Data is DsData ds && record.Owner == _domain && LeadsToKey(ds)))
            .ThenByDescending(copy => copy.Records.Count(record => record.Owner == _domain && record.Type == RecordType.NS))
            .ThenByDescending(copy => copy.Records.Count(record => _lab.Of(_domain).Any(other => other.Records.Exists(own => own.Owner == record.Owner && own.Data.Equals(record.Data))))).First();
        if (copies.Count < all.Count)
        {
            return right;
        }

        // Nobody can tell which is the later one: so what each of them has of the zone's own name servers is put together.
        foreach (var name in _lab.Of(_domain).SelectMany(copy => copy.Records).Where(record => record.Owner == _domain).Select(record => record.Data).OfType<NsData>().ToList())
        {
            foreach (var copy in copies.Where(copy => copy.Records.Exists(record => record.Owner == _domain && record.Data.Equals(name)) && !right.Records.Exists(record => record.Owner == _domain && record.Data.Equals(name))))
            {
                right.Put(MendedCopies.Ns(_domain, name.NameServer));
                PutAddresses(right, name.NameServer, copy);
            }
        }

        return right;
    }

    private bool LeadsToKey(DsData ds) => _lab.Of(_domain).SelectMany(copy => copy.Records).Any(record => record.Data is DnskeyData key && key.DigestFor(_domain, ds.DigestType) is { } digest
        && key.KeyTag == ds.KeyTag && string.Equals(digest, System.Convert.ToHexString([.. ds.ToBytes().Skip(4)]), System.StringComparison.OrdinalIgnoreCase));

    private static void PutAddresses(MendedCopy right, DomainName name, MendedCopy from) => from.AddressesOf(name).ToList().ForEach(address => PutAddress([right], name, address));

    /// <summary>Where serials do not tell which copy is right, a person makes one of which all that each of them lacks is part.</summary>
    private static MendedCopy MergedOf(List<MendedCopy> copies, MendedCopy first)
    {
        var own = first.Records.Where(record => record.Type == RecordType.RRSIG || record.Type == RecordType.DNSKEY || record.Type == RecordType.SOA).ToList();
        foreach (var record in copies.SelectMany(copy => copy.Records).Except(own).Where(record => record.Type == RecordType.NS || record.Data is AddressData).ToList())
        {
            first.Put(record);
        }

        return first;
    }
}

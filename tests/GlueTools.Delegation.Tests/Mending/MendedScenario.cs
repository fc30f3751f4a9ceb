using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Delegation.Tests.Mending;

/// <summary>
/// A scenario in which people have done what was advised: what a change says is done as it stands there, and what it leaves open (another name server, a public
/// address) as a person would who knows what they do. It knows nothing of how advice is found.
/// </summary>
internal sealed partial class MendedScenario
{
    private readonly DomainName _domain, _parent;
    private readonly MendedCopies _lab;
    private readonly Dictionary<DomainName, int> _spares = [];
    private readonly HashSet<IPAddress> _given, _serving;

    private MendedScenario(LabScenario scenario, DelegationView view)
    {
        _lab = new MendedCopies(scenario);
        _domain = view.DomainName;
        var servers = view.Child?.Servers ?? [];
        _given = [.. servers.Where(server => server.IsGiven).Select(server => server.Address)];
        _serving = [.. servers.Where(server => server.IsAuthoritative).Select(server => server.Address)];
        _parent = view.Parent?.Zone ?? view.DomainName.Parent;
        if (!_lab.Of(_domain).Any())
        {
            // Whoever has to load the zone has it somewhere.
            var names = view.Parent?.NameServers ?? [];
            var hosts = names.Where(name => name.IsAtOrBelow(_domain)).SelectMany(name => view.Parent!.GlueOf(name).Select(address => MendedCopies.Address(name, address)));
            _lab.Add(new MendedCopy(_domain, [], [.. names.Select(name => MendedCopies.Ns(_domain, name)), .. hosts], 1));
        }
    }

    /// <param name="scenario">What was audited.</param>
    /// <param name="view">What was seen there.</param>
    /// <param name="advice">What is done: of each finding, the changes of one alternative.</param>
    /// <returns>The scenario; null where nobody has the zone above, so that its servers cannot be mended.</returns>
    internal static LabScenario? Of(LabScenario scenario, DelegationView view, IReadOnlyList<IReadOnlyList<Change>> advice)
    {
        var mended = new MendedScenario(scenario, view);
        if (!mended._lab.Of(mended._parent).Any())
        {
            return null;
        }

        var all = advice.SelectMany(changes => changes.Select(change => (Change: change, Together: changes))).ToList();
        mended.SetCopies(all.Select(one => one.Change).Where(change => change.Setting is ServerSetting.ServeSameCopy or ServerSetting.ServeNewestCopy));

        // Servers first: what is changed in the zone then is changed at all of them.
        foreach (var (change, together) in all.OrderBy(one => one.Change.Record == ChangedRecord.Server ? 0 : one.Change.Record == ChangedRecord.Alias ? 3 : one.Change.Place is ChangePlace.Zone or ChangePlace.HostZone ? 1 : 2))
        {
            mended.Do(change, together);
        }

        return mended._lab.ToScenario();
    }

    private void Do(Change change, IReadOnlyList<Change> together)
    {
        switch (change.Record)
        {
            case ChangedRecord.Server:
                change.Servers.ToList().ForEach(server => SetServer(change, server.Address));
                break;
            case ChangedRecord.NameServer:
                SetNameServers(change, together);
                break;
            case ChangedRecord.Address:
                SetAddresses(change, together);
                break;
            case ChangedRecord.Ds:
                SetDs(change);
                break;
            case ChangedRecord.Alias:
                SetAlias(change);
                break;
            default:
                Register(change);
                break;
        }
    }

    private void SetServer(Change change, IPAddress address)
    {
        switch (change.Setting)
        {
            case ServerSetting.AnswerOverTcp:
                _lab.Drop(address, LabFaultKind.NoTcp, LabFaultKind.TcpSilent);
                break;
            case ServerSetting.AnswerOverUdp:
                _lab.Drop(address, LabFaultKind.NoUdp);
                break;
            case ServerSetting.RefuseRecursion:
                _lab.Drop(address, LabFaultKind.Recursion);
                break;
            case ServerSetting.UnderstandEdns:
                _lab.Drop(address, LabFaultKind.NoEdns, LabFaultKind.DropEdns, LabFaultKind.DropEdnsUdp, LabFaultKind.IgnoreEdns, LabFaultKind.NoOptions, LabFaultKind.DropOptions);
                break;
            case ServerSetting.AnswerFromSameAddress:
                _lab.Drop(address, LabFaultKind.OtherSource);
                break;
            case ServerSetting.ServeSameCopy or ServerSetting.ServeNewestCopy:
                break;
            default:
                _lab.Drop(address);
                if (change.Place == ChangePlace.Server)
                {
                    _lab.Serve(address, Right(address));
                }
                else if (change.Setting == ServerSetting.ServeZone && !_lab.Serves(address, change.Zone) && _lab.Of(change.Zone).FirstOrDefault() is { } copy)
                {
                    _lab.Serve(address, copy);
                }

                break;
        }
    }

    private void SetNameServers(Change change, IReadOnlyList<Change> together)
    {
        var right = change.NewNameServers.ToList();
        if (change.Action != ChangeAction.Remove && right.Count == 0)
        {
            // The same one on both sides.
            right.AddRange(together.SelectMany(one => one.OldNameServers).Distinct().Select(Spare));
        }

        foreach (var copy in _lab.Of(change.Zone))
        {
            change.OldNameServers.ToList().ForEach(name => copy.Take(_domain, new NsData(name)));
            right.ForEach(name => copy.Put(MendedCopies.Ns(_domain, name)));
        }
    }

    /// <summary>Another name server, in the domain itself, with all that it needs.</summary>
    private DomainName Spare(DomainName inPlaceOf)
    {
        var name = _domain.Prepend("spare" + NumberOf(inPlaceOf).ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var address in SparesOf(inPlaceOf))
        {
            PutAddress(_lab.Of(_domain).Concat(_lab.Of(_parent)), name, address);
        }

        return name;
    }

    private void SetAddresses(Change change, IReadOnlyList<Change> together)
    {
        var name = change.Name!.Value;
        var isGlue = change.Place is ChangePlace.Delegation or ChangePlace.HostRegistration;
        var copies = isGlue ? _lab.Of(_parent).ToList() : change.Place == ChangePlace.Zone ? _lab.Of(_domain).ToList() : _lab.Around(name);
        var right = change.NewAddresses.ToList();
        if (right.Count == 0 && change.Action != ChangeAction.Remove)
        {
            // Who gives a name server new addresses gives it all of them as glue.
            var isNew = together.Any(other => other.Name == name && other.Place == ChangePlace.Zone && other.Record == ChangedRecord.Address && other.Action == ChangeAction.Add && other.NewAddresses.Count == 0);
            right.AddRange(Known(change, isGlue, isNew ? [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6] : FamiliesOf(change)));
        }

        foreach (var copy in copies)
        {
            change.OldAddresses.ToList().ForEach(address => copy.Take(name, new AddressData(address)));
        }

        right.ForEach(address => PutAddress(copies, name, address));
        if (isGlue && change.Action == ChangeAction.Add)
        {
            // Whoever has glue added looks whether it is served, and that the zone has the addresses itself.
            _lab.Of(_parent).SelectMany(copy => copy.Addresses).ToList().ForEach(address => _lab.Drop(address, LabFaultKind.NoGlue, LabFaultKind.SiblingLess));
            foreach (var copy in _lab.Of(_domain).Where(copy => change.NewAddresses.Count == 0 && !copy.AddressesOf(name).Any()))
            {
                right.ForEach(address => PutAddress([copy], name, address));
            }
        }
    }

    /// <summary>The addresses that a change leaves open: for glue what the zone has, else new ones, of the families that are gone or of both.</summary>
    private List<IPAddress> Known(Change change, bool isGlue, List<AddressFamily> families)
    {
        var own = isGlue ? _lab.Around(change.Name!.Value).SelectMany(copy => copy.AddressesOf(change.Name!.Value)).Except(change.OldAddresses).Where(address => families.Contains(address.AddressFamily)).ToList() : [];
        return own.Count > 0 ? own : [.. SparesOf(change.Name!.Value).Where(address => families.Contains(address.AddressFamily))];
    }

    private static List<AddressFamily> FamiliesOf(Change change) =>
        change.OldAddresses.Count == 0 ? [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6] : [.. change.OldAddresses.Select(address => address.AddressFamily).Distinct()];

    private void SetDs(Change change)
    {
        foreach (var copy in _lab.Of(_parent))
        {
            change.OldDs.ToList().ForEach(ds => copy.Take(_domain, ds));
            change.NewDs.ToList().ForEach(ds => copy.Put(MendedCopies.Ds(_domain, ds)));
            var hasDs = copy.Records.Exists(record => record.Owner == _domain && record.Type == RecordType.DS);
            var isSigned = copy.Records.Exists(record => record.Owner == _parent && record.Type == RecordType.DNSKEY);
            copy.Records.RemoveAll(record => !hasDs && record.Owner == _domain && record.Data is RrsigData { Covered: RecordType.DS });
            if (hasDs && isSigned)
            {
                // The zone above signs what it holds; nobody here looks at more than that.
                copy.Put(new ResourceRecord(_domain, RecordType.RRSIG, 3600, new RrsigData(RecordType.DS, 13, (byte)_domain.LabelCount, 3600, 0, 0, 1, _parent, [1])));
            }
        }
    }

    private void SetAlias(Change change)
    {
        var name = change.Name!.Value;
        var copies = change.Place == ChangePlace.Zone ? _lab.Of(change.Zone).ToList() : _lab.Around(name);
        foreach (var copy in copies)
        {
            copy.Records.RemoveAll(record => record.Data is AliasData && name.IsAtOrBelow(record.Owner));
            if (name == _domain)
            {
                _lab.Of(_parent).SelectMany(parent => parent.Records).Where(record => record.Owner == name && record.Type == RecordType.NS).ToList()
                    .ForEach(record => copy.Put(record));
            }
        }

        if (name != _domain)
        {
            var glue = _lab.Of(_parent).SelectMany(copy => copy.AddressesOf(name)).ToList();
            (glue.Count > 0 ? glue : SparesOf(name)).ForEach(address => PutAddress(copies, name, address));
        }
    }

    /// <summary>The domain is registered, and hosts in it serve the zone.</summary>
    private void Register(Change change)
    {
        var name = change.Name!.Value;
        var host = name.Prepend("ns");
        var hosts = _lab.Of(_parent).Concat(_lab.Of(_domain)).SelectMany(copy => copy.Records).Where(record => record.Owner == _domain).Select(record => record.Data).OfType<NsData>()
            .Select(data => data.NameServer).Where(one => one.IsAtOrBelow(name)).Append(host).Distinct().ToList();
        var zone = new MendedCopy(name, [.. SparesOf(host)], [MendedCopies.Ns(name, host)], 1);
        _lab.Add(zone);
        foreach (var copy in _lab.Of(change.Zone))
        {
            copy.Put(MendedCopies.Ns(name, host));
            PutAddresses(copy, host);
        }

        hosts.ForEach(one => PutAddresses(zone, one));
    }

    private void PutAddresses(MendedCopy copy, DomainName name) => SparesOf(name).ForEach(address => PutAddress([copy], name, address));

    private static void PutAddress(IEnumerable<MendedCopy> copies, DomainName name, IPAddress address)
    {
        foreach (var copy in copies)
        {
            copy.Put(MendedCopies.Address(name, address));
        }
    }

    /// <summary>New addresses of a name, in networks of their own, at which the zone is served.</summary>
    private List<IPAddress> SparesOf(DomainName name)
    {
        var number = NumberOf(name).ToString(System.Globalization.CultureInfo.InvariantCulture);
        List<IPAddress> addresses = [IPAddress.Parse("45.99." + number + ".1"), IPAddress.Parse("2a99:99:" + number + "::1")];
        foreach (var address in addresses.Where(address => !_lab.Serves(address, _domain)))
        {
            _lab.Serve(address, Right(address));
        }

        return addresses;
    }

    private int NumberOf(DomainName name)
    {
        if (!_spares.TryGetValue(name, out var number))
        {
            _spares.Add(name, number = _spares.Count + 1);
        }

        return number;
    }

    /// <summary>The copy that a server is to load: the newest of those that are served well elsewhere.</summary>
    private MendedCopy Right(IPAddress address) => _lab.Of(_domain)
        .OrderByDescending(copy => copy.Addresses.Exists(one => !one.Equals(address) && _serving.Contains(one))).ThenByDescending(copy => copy.Serial).First();
}

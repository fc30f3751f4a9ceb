using System;
using System.Collections.Generic;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Serving;

/// <summary>Answers one question from one zone (RFC 1034, section 4.3.2, step 3; RFC 6672 for DNAME; RFC 4592 for wildcards).</summary>
internal sealed class ZoneSearch
{
    private const int MaxAliases = 8;
    private const int NameTooLong = 6;

    private readonly ZoneIndex _zone;
    private readonly RecordType _type;
    private readonly bool _dnssecOk;
    private readonly bool _denyEmptyNonTerminals;
    private readonly ZoneAnswer _answer = new() { IsAuthoritative = true };

    private ZoneSearch(ZoneIndex zone, RecordType type, bool dnssecOk, bool denyEmptyNonTerminals)
    {
        _zone = zone;
        _type = type;
        _dnssecOk = dnssecOk;
        _denyEmptyNonTerminals = denyEmptyNonTerminals;
    }

    /// <summary>Answers a question about a name at or below the zone's apex.</summary>
    internal static ZoneAnswer Find(ZoneIndex zone, Question question, bool dnssecOk, bool denyEmptyNonTerminals = false)
    {
        var search = new ZoneSearch(zone, question.Type, dnssecOk, denyEmptyNonTerminals);
        DomainName? name = question.Name;
        for (var aliases = 0; name is { } next && next.IsAtOrBelow(zone.Name) && aliases <= MaxAliases; aliases++)
        {
            name = search.Look(next);
        }

        return search._answer;
    }

    // Walks from the apex down to the name. Returns the name to go on with, where an alias leads to one.
    private DomainName? Look(DomainName name)
    {
        var labels = name.LabelCount;
        for (var depth = _zone.Depth; ; depth++)
        {
            var ancestor = name.LastLabels(depth);
            var atName = depth == labels;
            if (_zone.Find(ancestor) is not { } node)
            {
                return _zone.Find(ancestor.Parent.Prepend("*")) is { } wildcard ? AnswerFrom(wildcard, name) : Deny(ResponseCode.NameError);
            }

            if (depth > _zone.Depth && node.Find(RecordType.NS) is { } cut && !(atName && _type == RecordType.DS))
            {
                return Refer(ancestor, cut, node);
            }

            if (atName)
            {
                return AnswerFrom(node, name);
            }

            if (node.Find(RecordType.DNAME) is { } alias)
            {
                return Substitute(name, ancestor, alias[0]);
            }
        }
    }

    private DomainName? AnswerFrom(ZoneNode node, DomainName name)
    {
        if (_type is not (RecordType.CNAME or RecordType.ANY) && node.Find(RecordType.CNAME) is { } alias)
        {
            AddAnswer(node, alias, name);
            return ((AliasData)alias[0].Data).Target;
        }

        var found = false;
        foreach (var set in node.Sets)
        {
            if (_type == RecordType.ANY || set[0].Type == _type)
            {
                AddAnswer(node, set, name);
                found = true;
            }
        }

        if (!found)
        {
            return Deny(node.Sets.Count == 0 && _denyEmptyNonTerminals ? ResponseCode.NameError : ResponseCode.NoError);
        }

        if (_type == RecordType.NS)
        {
            AddAddresses(node.Find(RecordType.NS)!, inDomainOf: null);
        }

        return null;
    }

    private void AddAnswer(ZoneNode node, List<ResourceRecord> set, DomainName owner)
    {
        foreach (var record in set)
        {
            // A wildcard's records take the name that was asked for.
            _answer.Answer.Add(record.Owner == owner ? record : new ResourceRecord(owner, record.Type, record.Ttl, record.Data));
        }

        AddSignatures(_answer.Answer, node, set[0].Type, owner);
    }

    private void AddSignatures(List<ResourceRecord> section, ZoneNode node, RecordType type, DomainName owner)
    {
        foreach (var record in _dnssecOk && type != RecordType.RRSIG && _type != RecordType.ANY ? node.Find(RecordType.RRSIG) ?? [] : [])
        {
            if (((RrsigData)record.Data).Covered == type)
            {
                section.Add(record.Owner == owner ? record : new ResourceRecord(owner, record.Type, record.Ttl, record.Data));
            }
        }
    }

    private DomainName? Substitute(DomainName name, DomainName owner, ResourceRecord alias)
    {
        _answer.Answer.Add(alias);
        try
        {
            var target = DomainName.Parse(name.RelativeTo(owner)).Join(((AliasData)alias.Data).Target);
            _answer.Answer.Add(new ResourceRecord(name, RecordType.CNAME, alias.Ttl, new AliasData(target)));
            return target;
        }
        catch (FormatException)
        {
            // RFC 6672, section 2.2: YXDOMAIN where the substitution is longer than a name may be.
            _answer.Code = (ResponseCode)NameTooLong;
            return null;
        }
    }

    private DomainName? Deny(ResponseCode code)
    {
        _answer.Code = code;
        _answer.Authority.Add(_zone.Soa);
        return null;
    }

    private DomainName? Refer(DomainName cut, List<ResourceRecord> nameServers, ZoneNode node)
    {
        // Behind an alias the answer ends at the cut: the asker goes on from the alias's target.
        if (_answer.Answer.Count > 0)
        {
            return null;
        }

        _answer.IsAuthoritative = false;
        _answer.IsReferral = true;
        _answer.Authority.AddRange(nameServers);
        if (_dnssecOk && node.Find(RecordType.DS) is { } signers)
        {
            _answer.Authority.AddRange(signers);
            AddSignatures(_answer.Authority, node, RecordType.DS, cut);
        }

        AddAddresses(nameServers, cut);
        return null;
    }

    private void AddAddresses(List<ResourceRecord> nameServers, DomainName? inDomainOf)
    {
        var seen = new HashSet<DomainName>();
        foreach (var record in nameServers)
        {
            if (record.Data is not NsData server || !seen.Add(server.NameServer) || _zone.Find(server.NameServer) is not { } node)
            {
                continue;
            }

            var place = inDomainOf is { } cut && server.NameServer.IsAtOrBelow(cut) ? _answer.Glue : _answer.Additional;
            AddSet(place, node.Find(RecordType.A));
            AddSet(place, node.Find(RecordType.AAAA));
        }
    }

    private static void AddSet(List<List<ResourceRecord>> place, List<ResourceRecord>? set)
    {
        if (set is not null)
        {
            place.Add(set);
        }
    }
}

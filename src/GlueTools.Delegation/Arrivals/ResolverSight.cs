using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Arrivals;

/// <summary>What a resolver shows of a delegation: what is wanted, something older and until when, or nothing and why. It cannot show glue.</summary>
public sealed class ResolverSight
{
    private readonly WantedDelegation _wanted;
    private readonly List<string> _old = new();
    private readonly List<KeyValuePair<string, Question>> _failures = new();
    private bool _isSilent;

    private ResolverSight(WantedDelegation wanted) => _wanted = wanted;

    /// <summary>What it shows.</summary>
    public ArrivalState State => _failures.Count > 0 ? ArrivalState.Fails : _isSilent ? ArrivalState.Silent : _old.Count > 0 ? ArrivalState.Old : ArrivalState.New;

    /// <summary>How that differs from what is wanted, or why it shows nothing; empty where it is what is wanted.</summary>
    public string Detail => _failures.Count > 0 ? Failures() : _isSilent ? "does not answer" : string.Join("; ", _old);

    /// <summary>Whether it answers nobody who asks from here.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>When the last of the differing answers has run out; null where none differs.</summary>
    public DateTime? OldUntilUtc { get; private set; }

    /// <summary>Judges what a resolver answered.</summary>
    /// <param name="answers">Its answers.</param>
    /// <param name="wanted">What it should show.</param>
    public static ResolverSight Of(ResolverAnswers answers, WantedDelegation wanted)
    {
        var sight = new ResolverSight(wanted);
        var addresses = new SortedDictionary<DomainName, OrderedSet<IPAddress>>();
        foreach (var exchange in answers.Exchanges)
        {
            sight.Read(exchange, addresses);
        }

        foreach (var found in addresses)
        {
            sight.Compare(found.Key, found.Value, answers);
        }

        return sight;
    }

    private void Read(Exchange exchange, SortedDictionary<DomainName, OrderedSet<IPAddress>> addresses)
    {
        var question = exchange.Question;
        if (exchange.Message is not { } message)
        {
            _isSilent |= true;
        }
        else if (message.ResponseCode is not (ResponseCode.NoError or ResponseCode.NameError))
        {
            var why = ExtendedErrors.Text(message);
            IsRefused |= message.ResponseCode == ResponseCode.Refused;
            _failures.Add(new(message.ResponseCode.ToText() + (why.Length > 0 ? " (" + why + ")" : string.Empty), question));
        }
        else if (!message.RecursionAvailable)
        {
            IsRefused = true;
            _failures.Add(new("no recursion (RA is not set)", question));
        }
        else if (question.Type == RecordType.NS)
        {
            CompareNames(exchange, message, question.Name);
        }
        else
        {
            if (!addresses.TryGetValue(question.Name, out var set))
            {
                addresses.Add(question.Name, set = AddressOrder.Set());
            }

            foreach (var record in message.Answer)
            {
                if (record.Type == question.Type && record.Data is AddressData data)
                {
                    set.Add(data.Address);
                }
            }
        }
    }

    /// <summary>Each way in which it fails, with the first question that it failed so.</summary>
    private string Failures()
    {
        var texts = new List<string>();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var failure in _failures)
        {
            counts[failure.Key] = counts.TryGetValue(failure.Key, out var count) ? count + 1 : 1;
        }

        foreach (var failure in _failures)
        {
            if (counts.TryGetValue(failure.Key, out var count))
            {
                var more = count > 1 ? " and " + (count - 1) + (count > 2 ? " more questions" : " more question") : string.Empty;
                texts.Add(failure.Key + " for " + failure.Value.Name + " " + failure.Value.Type.ToText() + more);
                counts.Remove(failure.Key);
            }
        }

        return string.Join("; ", texts);
    }

    private void CompareNames(Exchange exchange, Message message, DomainName domain)
    {
        var names = new OrderedSet<DomainName>();
        foreach (var record in Message.Select(message.Answer, domain, RecordType.NS))
        {
            names.Add(((NsData)record.Data).NameServer.ToLower());
        }

        if (!names.SetEquals(new OrderedSet<DomainName>(_wanted.NameServers)))
        {
            Old(exchange, names.Count == 0 ? "has no name servers for it" : "names " + Prose.List(names));
        }
    }

    private void Compare(DomainName name, OrderedSet<IPAddress> found, ResolverAnswers answers)
    {
        if (_wanted.AddressesOf(name) is not { } wanted || found.SetEquals(AddressOrder.Set(wanted)))
        {
            return;
        }

        foreach (var exchange in answers.Exchanges)
        {
            if (exchange.Question.Name == name && exchange.Question.Type != RecordType.NS && Differs(exchange, wanted))
            {
                Old(exchange, "has " + Prose.List(found) + " for " + name);
            }
        }
    }

    private static bool Differs(Exchange exchange, IReadOnlyList<IPAddress> wanted)
    {
        var isIPv6 = exchange.Question.Type == RecordType.AAAA;
        var found = AddressOrder.Set();
        foreach (var record in exchange.Message?.Answer ?? [])
        {
            if (record.Type == exchange.Question.Type && record.Data is AddressData data)
            {
                found.Add(data.Address);
            }
        }

        return !found.SetEquals(AddressOrder.Set(AddressOrder.OfFamily(wanted, isIPv6 ? System.Net.Sockets.AddressFamily.InterNetworkV6 : System.Net.Sockets.AddressFamily.InterNetwork)));
    }

    private void Old(Exchange exchange, string what)
    {
        if (!_old.Contains(what))
        {
            _old.Add(what);
        }

        var until = exchange.StartedUtc.AddSeconds(TtlOf(exchange.Message!));
        OldUntilUtc = OldUntilUtc is { } known && known > until ? known : until;
    }

    /// <summary>How long a resolver keeps an answer: its records' TTL, or what the SOA of the zone says for what is not there (RFC 2308, section 5).</summary>
    private static uint TtlOf(Message message)
    {
        uint? ttl = null;
        foreach (var record in message.Answer)
        {
            ttl = ttl is { } known && known > record.Ttl ? known : record.Ttl;
        }

        foreach (var record in message.Answer.Count > 0 ? [] : message.Authority)
        {
            ttl = record.Data is SoaData soa ? Math.Min(record.Ttl, soa.Minimum) : ttl;
        }

        return ttl ?? 0;
    }
}

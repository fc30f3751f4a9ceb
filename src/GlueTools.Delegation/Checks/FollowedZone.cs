using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>A zone as a parent sees it that follows its children by itself.</summary>
internal sealed class FollowedZone
{
    private readonly HashSet<string> _notChecked = new();
    private readonly List<IPAddress> _silent = new();

    private FollowedZone(DelegationView view, AcceptanceEvidence evidence, DsSet ds)
    {
        View = view;
        Evidence = evidence;
        Ds = ds;
        foreach (var server in evidence.Servers)
        {
            var known = new FollowedServer(view, server);
            if (known.SaysAnything)
            {
                Servers.Add(known);
            }
            else
            {
                _silent.Add(server.Address);
            }
        }
    }

    internal DelegationView View { get; }

    internal AcceptanceEvidence Evidence { get; }

    internal DomainName Name => View.DomainName;

    /// <summary>The DS records of all of the parent's servers.</summary>
    internal DsSet Ds { get; }

    /// <summary>The servers that said something.</summary>
    internal List<FollowedServer> Servers { get; } = new();

    /// <summary>Those that could not be heard.</summary>
    internal IReadOnlyList<IPAddress> Silent => _silent;

    /// <summary>What this machine could not check.</summary>
    internal ICollection<string> NotChecked => _notChecked;

    /// <summary>What the parent would look at; null where nobody asked for it, or nothing is known of the DS records.</summary>
    internal static FollowedZone? Of(DelegationView view)
    {
        if (view.Acceptance is not { } evidence || view.Parent is not { HasReferral: true } parent)
        {
            return null;
        }

        var records = new List<DsData>();
        var shows = false;
        foreach (var statement in parent.Statements)
        {
            shows |= statement.ShowsDs;
            records.AddRange(statement.Delegation.Ds);
        }

        return shows ? new FollowedZone(view, evidence, new DsSet(records)) : null;
    }

    /// <summary>Words about what could not be heard or checked, to be put behind a verdict; empty where there is none.</summary>
    internal string Reserve()
    {
        var notChecked = new List<string>(_notChecked);
        notChecked.Sort(string.CompareOrdinal);
        return (_silent.Count == 0 ? string.Empty : " " + Prose.List(_silent) + " could not be heard; a parent asks again before it goes on without.")
            + (notChecked.Count == 0 ? string.Empty : " Not checked: " + Prose.List(notChecked) + ".");
    }

    /// <summary>Who stands where, for the first two that differ.</summary>
    internal static string Differ(string what, FollowedServer one, FollowedServer other) => "its servers differ in " + what + " (" + one.Address + " and " + other.Address + ")";
}

/// <summary>What one server gave of what is to be followed.</summary>
internal sealed class FollowedServer
{
    private readonly DelegationView _view;
    private readonly Dictionary<Question, Exchange> _answers = new();

    internal FollowedServer(DelegationView view, AcceptanceAnswers answers)
    {
        _view = view;
        Address = answers.Address;
        foreach (var exchange in answers.Exchanges)
        {
            _answers[exchange.Question] = exchange;
        }
    }

    internal IPAddress Address { get; }

    /// <summary>Whether it says, with authority, something of what is to be followed, be it that there is nothing.</summary>
    internal bool SaysAnything => Set(RecordType.CDS) is not null || Set(RecordType.CDNSKEY) is not null || Set(RecordType.CSYNC) is not null;

    /// <summary>The zone's serial there; null where it is not known.</summary>
    internal uint? Serial => _view.Child?.ServerAt(Address)?.Copy?.Serial;

    /// <summary>A set at the apex; null where it says nothing of it.</summary>
    internal SignedSet? Set(RecordType type) => Set(_view.DomainName, type);

    /// <summary>A set; null where it says nothing of it.</summary>
    internal SignedSet? Set(DomainName owner, RecordType type) =>
        _answers.TryGetValue(new Question(owner, type), out var exchange) ? SignedSet.Of(exchange, _view.DomainName) : null;

    /// <summary>What keeps the DS records from leading to its keys; null where they do, or this machine cannot say.</summary>
    internal string? WhyNotLinked(DsSet ds, ICollection<string> notChecked)
    {
        if (Set(RecordType.DNSKEY) is not { } keys)
        {
            return "its keys are not known";
        }

        var link = KeySetLink.Judge(_view.DomainName, ds, keys.All<DnskeyData>(), keys.Signatures, keys.SaidUtc, new SignatureVerifier(new FrameworkSignatures()));
        switch (link.State)
        {
            case LinkState.Linked:
                return null;
            case LinkState.NotJudged:
                notChecked.Add("the signature over DNSKEY (" + link.Reason + ")");
                return null;
            default:
                return link.State switch
                {
                    LinkState.NoKeys => "the zone has no keys",
                    LinkState.NoMatch => "no key of the zone is named",
                    LinkState.NotSigned => "no key that is named signs the zone's DNSKEY set",
                    LinkState.Expired => "the signature over the DNSKEY set has run out",
                    LinkState.NotYetValid => "the signature over the DNSKEY set does not hold yet",
                    _ => "the signature over the DNSKEY set is wrong",
                };
        }
    }

    /// <summary>Keys that DS records name and the zone has.</summary>
    internal IReadOnlyList<DnskeyData> KeysNamedBy(DsSet ds)
    {
        var named = new List<DnskeyData>();
        foreach (var key in Set(RecordType.DNSKEY)?.All<DnskeyData>() ?? [])
        {
            foreach (var record in ds.Effective)
            {
                if (!named.Contains(key) && DsMatch.Of(_view.DomainName, record, [key]).Fit == DsFit.Names)
                {
                    named.Add(key);
                }
            }
        }

        return named;
    }

    /// <summary>The keys that may sign what is in the zone.</summary>
    internal IReadOnlyList<DnskeyData> ZoneKeys() => (Set(RecordType.DNSKEY)?.All<DnskeyData>() ?? []).FindAll(key => key is { IsZoneKey: true, IsRevoked: false });
}

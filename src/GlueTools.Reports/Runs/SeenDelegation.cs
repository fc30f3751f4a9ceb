using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Runs;

/// <summary>What one run shows of one domain, whatever it was read from.</summary>
public sealed class SeenDelegation
{
    private readonly List<Fact> _facts;

    /// <summary>Puts together what is seen.</summary>
    public SeenDelegation(string domainName, Topic known, IEnumerable<Fact> facts)
    {
        DomainName = domainName;
        Known = known;
        _facts = [.. facts];
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>What can be told of it: where one of these has no fact, there is none; of anything else nothing is known.</summary>
    public Topic Known { get; private set; }

    /// <summary>What is seen.</summary>
    public IReadOnlyList<Fact> Facts => _facts;

    /// <summary>Why nothing is known; empty where something is.</summary>
    public string Why { get; init; } = string.Empty;

    /// <summary>When it was seen, ISO 8601, UTC; empty where nobody said.</summary>
    public string SeenUtc { get; private set; } = string.Empty;

    /// <summary>What findings leave out: what was not tested, ceilings, choices of what is reported.</summary>
    public IReadOnlyList<string> Scope { get; private set; } = [];

    /// <summary>Whether <see cref="Scope"/> says how deep was asked, too.</summary>
    public bool KnowsDepth { get; private set; }

    /// <summary>The parent's servers that said something; empty where that is not known.</summary>
    public IReadOnlyList<string> Speakers { get; private set; } = [];

    /// <summary>From which file it comes, in their order.</summary>
    public int Part { get; set; }

    /// <summary>Whether it stands for the domain by itself, so that a second one takes its place.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The same domain written otherwise is the same.</summary>
    public string Key => DomainName.TrimEnd('.').ToLowerInvariant();

    /// <summary>Says when, by whom, and with what left out.</summary>
    public SeenDelegation At(string seenUtc, IReadOnlyList<string>? speakers = null, IReadOnlyList<string>? scope = null, bool knowsDepth = false)
    {
        SeenUtc = seenUtc;
        Speakers = speakers ?? Speakers;
        Scope = scope ?? Scope;
        KnowsDepth |= knowsDepth;
        return this;
    }

    /// <summary>
    /// The fact with a key; null where there is none.
    /// </summary>
    public Fact? Find(string key) => _facts.Find(fact => fact.Key == key);

    /// <summary>
    /// Takes what another row says of the same domain. Rows of one file go together; what a later file says of a topic takes the place of what is here, and so does
    /// a row that stands for the domain by itself.
    /// </summary>
    public SeenDelegation Join(SeenDelegation other)
    {
        if (other.Known == Topic.None)
        {
            return Known == Topic.None ? other : this;
        }

        if (Known == Topic.None)
        {
            return other;
        }

        if (other.Part == Part && !other.IsWhole)
        {
            Unite(other);
        }
        else if (SeenUtc.Length == 0 || other.SeenUtc.Length == 0 || string.CompareOrdinal(SeenUtc, other.SeenUtc) <= 0)
        {
            _facts.RemoveAll(fact => (fact.Topic & other.Known) != 0);
            _facts.AddRange(other._facts);
        }
        else
        {
            // What is here was seen later.
            _facts.AddRange(other._facts.FindAll(fact => (fact.Topic & Known) == 0));
            Known |= other.Known;
            return this;
        }

        Known |= other.Known;
        Part = Math.Max(Part, other.Part);
        SeenUtc = string.CompareOrdinal(SeenUtc, other.SeenUtc) >= 0 ? SeenUtc : other.SeenUtc;
        Speakers = other.Speakers.Count > 0 ? other.Speakers : Speakers;
        Scope = other.Scope.Count > 0 || (other.Known & (Topic.Finding | Topic.Code)) != 0 ? other.Scope : Scope;
        KnowsDepth |= other.KnowsDepth;
        return this;
    }

    private void Unite(SeenDelegation other)
    {
        foreach (var fact in other._facts)
        {
            var at = _facts.FindIndex(one => one.Key == fact.Key);
            if (at < 0)
            {
                _facts.Add(fact);
            }
            else
            {
                _facts[at] = _facts[at].With(fact);
            }
        }
    }
}

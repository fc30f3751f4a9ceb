using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// How much one audit may ask, and what it did not look at for that. A plan and not a count: a question that has to be repeated costs nothing here, and what
/// was planned is asked to the end.
/// </summary>
internal sealed class AuditLimits
{
    internal const string Questions = "questions";
    internal const string Octets = "octets";
    internal const string Steps = "steps";
    internal const string Depth = "depth";
    internal const string Time = "time";
    internal const string Names = "name servers";
    internal const string Addresses = "addresses";
    internal const string Zones = "zones";
    internal const string Load = "refusals that may come of how much the server was asked";
    internal const string Unanswered = "want of an answer";

    /// <summary>Things named of each ceiling; the rest is counted.</summary>
    private const int Named = 3;

    private readonly SortedDictionary<string, SortedSet<string>> _missed = new(StringComparer.Ordinal);

    /// <summary>Questions planned so far.</summary>
    internal int Planned { get; private set; }

    /// <summary>Whether anything was not looked at.</summary>
    internal bool Any => _missed.Count > 0;

    /// <summary>Plans questions, as long as the ceiling leaves room for them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="address">Whom they are put to.</param>
    /// <param name="about">Which name they are about; null for the zone. That is missing where there is no room.</param>
    internal bool Plan(int count, IPAddress address, DomainName? about = null)
    {
        // A text only where it is wanted: nearly every audit keeps to its ceiling, and this is asked for every name at every server.
        if (Planned + count > WalkBudget.ZoneQuestions)
        {
            Miss(Questions, about is { } name ? name + " at " + address : address.ToString());
            return false;
        }

        Planned += count;
        return true;
    }

    /// <summary>Something was not looked at.</summary>
    /// <param name="ceiling">The ceiling that kept it from being looked at.</param>
    /// <param name="what">A name server, an address, a zone.</param>
    internal void Miss(string ceiling, string what)
    {
        if (!_missed.TryGetValue(ceiling, out var all))
        {
            _missed.Add(ceiling, all = new SortedSet<string>(StringComparer.Ordinal));
        }

        all.Add(what);
    }

    /// <summary>Each ceiling with what is missing because of it.</summary>
    internal IReadOnlyList<string> ToTexts()
    {
        var texts = new List<string>();
        foreach (var ceiling in _missed)
        {
            var named = new List<string>();
            foreach (var what in ceiling.Value)
            {
                if (named.Count == Named)
                {
                    named.Add((ceiling.Value.Count - Named) + " more");
                    break;
                }

                named.Add(what);
            }

            texts.Add(ceiling.Key + ": " + string.Join(", ", named));
        }

        return texts;
    }
}

using System;
using System.Collections.Generic;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// Which of a zone's name servers outside it are looked up, and when: all at once where there are as many as zones have. Where there are more, one after the
/// other in their order, until they have cost as much as one domain may: a list of made-up names is how one question is turned into hundreds (NXNSAttack).
/// </summary>
internal sealed class NameServerLookups
{
    private readonly AuditTally _tally;
    private readonly Func<DomainName, string?, LoopTask<bool>> _lookUp;
    private readonly HashSet<DomainName> _known = new();
    private readonly OrderedSet<DomainName> _waiting = new();
    private bool _hasBegun, _isOrderly, _isBusy;

    /// <param name="audit">The audit that they are for.</param>
    /// <param name="lookUp">Looks a name server up; with a ceiling, leaves it out for that.</param>
    internal NameServerLookups(AuditContext audit, Func<DomainName, string?, LoopTask<bool>> lookUp)
    {
        _tally = audit.Tally;
        _lookUp = lookUp;
    }

    /// <summary>Takes a name server; false where it was known already. Its lookup is done in any case: at once, later, or by leaving it out.</summary>
    internal bool Add(DomainName name)
    {
        if (!_known.Add(name))
        {
            return false;
        }

        _waiting.Add(name);
        if (_hasBegun)
        {
            Go();
        }

        return true;
    }

    /// <summary>All that the parent knows of is here: how many they are says how they are looked up.</summary>
    internal void Begin()
    {
        _hasBegun = true;
        Go();
    }

    private string? Ceiling()
    {
        if (_tally.Ceiling is { } reached)
        {
            return reached;
        }

        if (!_isOrderly)
        {
            return null;
        }

        var total = _tally.Total(null);
        return _tally.CeilingWith(total) is { } withOthers ? withOthers
            : total.Questions - _tally.Questions > WalkBudget.LookupQuestionsPerDomain ? AuditLimits.Questions
            : total.Steps > WalkBudget.SearchSteps ? AuditLimits.Steps
            : null;
    }

    private void Go()
    {
        _isOrderly |= _known.Count > WalkBudget.LookupsAtOnce;
        while (_waiting.Count > 0 && !_isBusy)
        {
            var name = _waiting[0];
            _waiting.Remove(name);
            var search = _lookUp(name, Ceiling());
            if (_isOrderly && !search.IsCompleted)
            {
                _isBusy = true;
                search.ContinueWith(() =>
                {
                    _isBusy = false;
                    Go();
                });
            }
        }
    }
}

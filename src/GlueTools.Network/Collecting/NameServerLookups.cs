using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
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
    private readonly AuditContext _audit;
    private readonly AuditTally _tally;
    private readonly Func<DomainName, LoopTask<NameServerAddresses>> _lookUp;
    private readonly Action _ended;
    private readonly SortedDictionary<DomainName, NameServerAddresses> _found = new();
    private readonly HashSet<DomainName> _known = new();
    private readonly OrderedSet<DomainName> _waiting = new();
    private bool _hasBegun, _isOrderly, _isBusy;

    /// <param name="audit">The audit that they are for.</param>
    /// <param name="lookUp">Looks a name server up.</param>
    /// <param name="ended">Told when one has been looked up, or left out.</param>
    internal NameServerLookups(AuditContext audit, Func<DomainName, LoopTask<NameServerAddresses>> lookUp, Action ended)
    {
        _audit = audit;
        _tally = audit.Tally;
        _lookUp = lookUp;
        _ended = ended;
    }

    /// <summary>What became of those that were taken.</summary>
    internal SortedDictionary<DomainName, NameServerAddresses> Found => _found;

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

    private async LoopTask<bool> LookUp(DomainName name)
    {
        _found[name] = await _lookUp(name);
        return true;
    }

    private LoopTask<bool> LeaveOut(DomainName name, string ceiling)
    {
        _audit.Limits.Miss(ceiling, name.Text);
        _found[name] = new NameServerAddresses(name, ResolutionStatus.NotLookedAt);
        return LoopTasks.FromResult(true);
    }

    private void Go()
    {
        _isOrderly |= _known.Count > WalkBudget.LookupsAtOnce;
        while (_waiting.Count > 0 && !_isBusy)
        {
            var name = _waiting[0];
            _waiting.Remove(name);
            var search = Ceiling() is { } ceiling ? LeaveOut(name, ceiling) : LookUp(name);
            search.ContinueWith(() =>
            {
                // Reading the result lets a bug in the search be seen instead of swallowed.
                _ = search.Result;
                _ended();
            });
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

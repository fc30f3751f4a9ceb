using System;
using System.Collections.Generic;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// What was concluded of each thing in a view, which never changes: found once, however many findings ask for it. Where one address has many names, or one name many
/// addresses, each of many findings would else go through all of them again.
/// </summary>
internal sealed class Recall<TKey, TValue>(DelegationView view)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _known = new();

    /// <summary>What follows for a thing. Whoever gets it must not change it.</summary>
    /// <param name="key">The thing.</param>
    /// <param name="find">Finds it out, where that was not done yet.</param>
    internal TValue Of(TKey key, Func<DelegationView, TKey, TValue> find)
    {
        lock (_known)
        {
            if (_known.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        // Not while others wait: two that find the same at a time find the same.
        var found = find(view, key);
        lock (_known)
        {
            _known[key] = found;
        }

        return found;
    }
}

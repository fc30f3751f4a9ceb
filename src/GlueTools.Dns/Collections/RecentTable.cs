using System;
using System.Collections.Generic;

namespace GlueTools.Dns.Collections;

/// <summary>
/// A table of bounded size that forgets what was not looked at for longest. Entries live in two generations; one that is looked at moves to the newer, and
/// when that is half the bound the older is dropped. Both steps cost nothing to speak of. What is in use is never dropped, even beyond the bound.
/// </summary>
/// <typeparam name="TKey">What entries are looked up by.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
public sealed class RecentTable<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly int _half;
    private readonly Func<TValue, bool>? _isInUse;
    private Dictionary<TKey, TValue> _newer = new(), _older = new();
    private int _turnAt;

    /// <summary>Creates an empty table.</summary>
    /// <param name="bound">How many entries it may hold, 2 or more.</param>
    /// <param name="isInUse">Says of an entry that it must not be dropped now; null where all may.</param>
    public RecentTable(int bound, Func<TValue, bool>? isInUse = null)
    {
        _half = Math.Max(1, bound / 2);
        _turnAt = _half;
        _isInUse = isInUse;
    }

    /// <summary>Entries kept now.</summary>
    public int Count => _newer.Count + _older.Count;

    /// <summary>Finds an entry, which then counts as used.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        if (_newer.TryGetValue(key, out value!))
        {
            return true;
        }

        if (!_older.TryGetValue(key, out value!))
        {
            return false;
        }

        _older.Remove(key);
        Add(key, value);
        return true;
    }

    /// <summary>Puts an entry in, in place of the one that was there.</summary>
    public void Set(TKey key, TValue value)
    {
        _older.Remove(key);
        if (_newer.ContainsKey(key))
        {
            _newer[key] = value;
        }
        else
        {
            Add(key, value);
        }
    }

    /// <summary>Takes an entry out, if it is there.</summary>
    public void Remove(TKey key)
    {
        _newer.Remove(key);
        _older.Remove(key);
    }

    private void Add(TKey key, TValue value)
    {
        if (_newer.Count >= _turnAt)
        {
            Turn();
        }

        _newer.Add(key, value);
    }

    private void Turn()
    {
        var kept = new Dictionary<TKey, TValue>();
        if (_isInUse is not null)
        {
            foreach (var entry in _older)
            {
                if (_isInUse(entry.Value))
                {
                    kept.Add(entry.Key, entry.Value);
                }
            }
        }

        _older = _newer;
        _newer = kept;
        // Where much is in use, the next turn is put off, or every new entry would look through all of it.
        _turnAt = Math.Max(_half, kept.Count * 2);
    }
}

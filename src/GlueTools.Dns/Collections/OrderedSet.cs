using System;
using System.Collections;
using System.Collections.Generic;

namespace GlueTools.Dns.Collections;

/// <summary>
/// Distinct values in order, in one array. A delegation has a handful of names and addresses, and an audit makes dozens of such sets: a tree, as the platform's
/// sorted set is, would cost a node for each value and a stack for each look through it.
/// </summary>
public sealed class OrderedSet<T> : IReadOnlyList<T>
{
    private readonly IComparer<T> _order;
    private T[] _items = [];

    /// <summary>Makes an empty set, in the order given or the usual one of its values.</summary>
    public OrderedSet(IComparer<T>? order = null) => _order = order ?? Comparer<T>.Default;

    /// <summary>Makes a set; with the order given, or the usual one of its values.</summary>
    public OrderedSet(IEnumerable<T> values, IComparer<T>? order = null)
        : this(order) => UnionWith(values);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The value at a place in the order.</summary>
    public T this[int index] => index < Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The greatest value.</summary>
    public T Last => this[Count - 1];

    /// <summary>False where the value is there already.</summary>
    public bool Add(T value)
    {
        var at = Find(value);
        if (at >= 0)
        {
            return false;
        }

        at = ~at;
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count == 0 ? 2 : 2 * Count);
        }

        Array.Copy(_items, at, _items, at + 1, Count - at);
        _items[at] = value;
        Count++;
        return true;
    }

    /// <summary>Takes a value out; false where it was not there.</summary>
    public bool Remove(T value)
    {
        var at = Find(value);
        if (at >= 0)
        {
            RemoveAt(at);
        }

        return at >= 0;
    }

    /// <summary>Takes all out.</summary>
    public void Clear()
    {
        Count = 0;
        _items = [];
    }

    /// <summary>Whether the value is there.</summary>
    public bool Contains(T value) => Find(value) >= 0;

    /// <summary>Puts in what is not there yet.</summary>
    public void UnionWith(IEnumerable<T> values)
    {
        // Lists are gone through by their index: an enumerator behind an interface would be an object.
        if (values is IReadOnlyList<T> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Add(list[i]);
            }

            return;
        }

        foreach (var value in values)
        {
            Add(value);
        }
    }

    /// <summary>Takes these out.</summary>
    public void ExceptWith(IReadOnlyList<T> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            Remove(values[i]);
        }
    }

    /// <summary>Takes out all but what the other has too.</summary>
    public void IntersectWith(OrderedSet<T> other) => RemoveWhere(value => !other.Contains(value));

    /// <summary>Takes out what fulfils a condition.</summary>
    public void RemoveWhere(Predicate<T> condition)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            if (condition(_items[i]))
            {
                RemoveAt(i);
            }
        }
    }

    /// <summary>Whether any of these is there.</summary>
    public bool Overlaps(IReadOnlyList<T> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (Contains(values[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether both hold the same.</summary>
    public bool SetEquals(OrderedSet<T> other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (_order.Compare(_items[i], other._items[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For foreach. The set must not change meanwhile.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The value's place, or the complement of the place where it belongs.</summary>
    private int Find(T value)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _order.Compare(_items[middle], value);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    private void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_items, index + 1, _items, index, Count - index);
        _items[Count] = default!;
    }

    /// <summary>Goes through the set.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly OrderedSet<T> _set;
        private int _at;

        internal Enumerator(OrderedSet<T> set)
        {
            _set = set;
            _at = -1;
        }

        /// <inheritdoc/>
        public readonly T Current => _set._items[_at];

        readonly object? IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_at < _set.Count;

        /// <inheritdoc/>
        public void Reset() => _at = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
            // Nothing to let go of.
        }
    }
}

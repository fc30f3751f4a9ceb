using System.Collections.Generic;

namespace GlueTools.Lab.Serving;

/// <summary>The latest queries; written by the loop, read by anybody.</summary>
internal sealed class LabQueryLog
{
    private readonly object _gate = new();
    private readonly Queue<LabQuery> _queries = new();
    private readonly int _capacity;
    private long _count;

    internal LabQueryLog(int capacity) => _capacity = capacity;

    internal long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    internal void Add(LabQuery query)
    {
        lock (_gate)
        {
            if (_queries.Count == _capacity)
            {
                _queries.Dequeue();
            }

            _queries.Enqueue(query);
            _count++;
        }
    }

    internal LabQuery[] ToArray()
    {
        lock (_gate)
        {
            return _queries.ToArray();
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _queries.Clear();
            _count = 0;
        }
    }
}

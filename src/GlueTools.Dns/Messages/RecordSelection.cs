using System.Collections;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Messages;

/// <summary>The records of a section that have one owner and type, class IN. A value, so that looking allocates nothing.</summary>
#pragma warning disable CA1815 // Two selections are never compared.
public readonly struct RecordSelection : IEnumerable<ResourceRecord>
#pragma warning restore CA1815
{
    // Null in the default value, which selects nothing.
    private readonly IReadOnlyList<ResourceRecord>? _section;
    private readonly DomainName _owner;
    private readonly RecordType _type;

    internal RecordSelection(IReadOnlyList<ResourceRecord> section, DomainName owner, RecordType type)
    {
        _section = section;
        _owner = owner;
        _type = type;
    }

    /// <summary>For foreach.</summary>
    public Enumerator GetEnumerator() => new(_section ?? [], _owner, _type);

    IEnumerator<ResourceRecord> IEnumerable<ResourceRecord>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the section.</summary>
#pragma warning disable CA1034, CA1815 // The usual place and shape of a struct enumerator.
    public struct Enumerator : IEnumerator<ResourceRecord>
#pragma warning restore CA1034, CA1815
    {
        private readonly IReadOnlyList<ResourceRecord> _section;
        private readonly DomainName _owner;
        private readonly RecordType _type;
        private int _at;

        internal Enumerator(IReadOnlyList<ResourceRecord> section, DomainName owner, RecordType type)
        {
            _section = section;
            _owner = owner;
            _type = type;
            _at = -1;
        }

        /// <inheritdoc/>
        public readonly ResourceRecord Current => _section[_at];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            while (++_at < _section.Count)
            {
                var record = _section[_at];
                if (record.Type == _type && record.Class == ResourceRecord.InternetClass && record.Owner == _owner)
                {
                    return true;
                }
            }

            return false;
        }

        /// <inheritdoc/>
        public void Reset() => _at = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
            // Nothing to let go of.
        }
    }
}

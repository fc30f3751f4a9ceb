namespace GlueTools.Dns.Names;

/// <summary>
/// Numbers of 64 bits that stand for a name and for each name above it, without regard to case, made in one go. Of five million names two have the same with a
/// probability below one in a million. One of these is for one thread and for one name after the other.
/// </summary>
public sealed class SuffixHashes
{
    private const ulong Start = 14695981039346656037UL, Prime = 1099511628211UL;

    private readonly ulong[] _hashes = new ulong[128];
    private readonly int[] _offsets = new int[128];

    /// <summary>Labels of the name.</summary>
    public int LabelCount { get; private set; }

    /// <summary>The number of the whole name.</summary>
    public ulong Whole => _hashes[LabelCount];

    /// <summary>The number of the name's last labels.</summary>
    /// <param name="labels">How many: 0 (the root) to <see cref="LabelCount"/>.</param>
    public ulong this[int labels] => _hashes[labels];

    /// <summary>Takes a name in place of the one before.</summary>
    public void Set(DomainName name)
    {
        var wire = name.Wire;
        var count = 0;
        for (var at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            _offsets[count++] = at;
        }

        LabelCount = count;
        var hash = Start;
        _hashes[0] = hash;
        for (var labels = 1; labels <= count; labels++)
        {
            var at = _offsets[count - labels];
            for (var end = at + wire[at]; at <= end; at++)
            {
                hash = (hash ^ DomainName.Fold(wire[at])) * Prime;
            }

            // FNV leaves the high bits of short texts much alike, and tables take the low ones.
            _hashes[labels] = hash ^ (hash >> 29);
        }
    }

    /// <summary>The number of a name.</summary>
    public ulong Of(DomainName name)
    {
        Set(name);
        return Whole;
    }
}

namespace GlueTools.Shared.Runs;

/// <summary>
/// A check of everything written so far that costs nothing to carry on: FNV-1a over 64 bits. It finds what an editor or a broken disk did to results; it is no
/// seal against somebody who wants to deceive.
/// </summary>
internal struct RunningCheck
{
    private const ulong OffsetBasis = 14695981039346656037, Prime = 1099511628211;

    private ulong _hash;

    internal readonly ulong Value => OffsetBasis ^ _hash;

    internal void Add(byte[] octets, int offset, int count)
    {
        var hash = Value;
        for (var i = offset; i < offset + count; i++)
        {
            hash = unchecked((hash ^ octets[i]) * Prime);
        }

        _hash = hash ^ OffsetBasis;
    }
}

using System;
using System.Security.Cryptography;

namespace GlueTools.Network.Transport;

/// <summary>Unpredictable numbers for message IDs, ports, letters and cookies (RFC 5452, section 4.3), drawn from the system in blocks.</summary>
internal sealed class SecureRandom : IDisposable
{
    private readonly RandomNumberGenerator _source = RandomNumberGenerator.Create();
    private readonly byte[] _block = new byte[4096];
    private int _used = 4096;

    public void Dispose() => _source.Dispose();

    internal ushort NextUInt16()
    {
        if (_used >= _block.Length)
        {
            _source.GetBytes(_block);
            _used = 0;
        }

        var value = (ushort)((_block[_used] << 8) | _block[_used + 1]);
        _used += 2;
        return value;
    }

    internal ulong NextUInt64() => ((ulong)NextUInt16() << 48) | ((ulong)NextUInt16() << 32) | ((ulong)NextUInt16() << 16) | NextUInt16();

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/> (1 to 65536).</summary>
    internal int Next(int bound) => (int)(((uint)NextUInt16() * (uint)bound) >> 16);
}

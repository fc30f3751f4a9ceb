using System;

namespace GlueTools.Dns.Wire;

/// <summary>Octets eight at a time, for what every answer goes through.</summary>
internal static class Octets
{
    /// <summary>A number of octets from a place on. A poor spread costs time only: whoever looks something up by it compares the octets themselves.</summary>
    internal static uint Hash(byte[] bytes, int from, int end)
    {
        var hash = (ulong)(end - from);
        for (; from + 8 <= end; from += 8)
        {
            hash = (hash ^ BitConverter.ToUInt64(bytes, from)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
        }

        for (; from < end; from++)
        {
            hash = (hash ^ bytes[from]) * 0x9E3779B97F4A7C15;
        }

        return (uint)(hash >> 32);
    }

    /// <summary>Whether two arrays hold the same from a place on.</summary>
    internal static bool AreSame(byte[] left, byte[] right, int from, int end)
    {
        for (; from + 8 <= end; from += 8)
        {
            if (BitConverter.ToUInt64(left, from) != BitConverter.ToUInt64(right, from))
            {
                return false;
            }
        }

        for (; from < end; from++)
        {
            if (left[from] != right[from])
            {
                return false;
            }
        }

        return true;
    }
}

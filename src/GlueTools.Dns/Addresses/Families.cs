using System;
using System.Collections;
using System.Collections.Generic;
using System.Net.Sockets;

namespace GlueTools.Dns.Addresses;

/// <summary>The two address families, in the order in which everything is listed.</summary>
public static class Families
{
    /// <summary>IPv4, then IPv6.</summary>
    public static FamilyCollection Both { get; } = new();
}

/// <summary>IPv4, then IPv6. A class of its own, as going through it is what nearly every check does, and costs nothing so.</summary>
public sealed class FamilyCollection : IReadOnlyList<AddressFamily>
{
    internal FamilyCollection()
    {
    }

    /// <inheritdoc/>
    public int Count => 2;

    /// <inheritdoc/>
    public AddressFamily this[int index] => index switch
    {
        0 => AddressFamily.InterNetwork,
        1 => AddressFamily.InterNetworkV6,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>For foreach.</summary>
#pragma warning disable CA1822 // The compiler calls it on an instance.
    public Enumerator GetEnumerator() => default;
#pragma warning restore CA1822

    IEnumerator<AddressFamily> IEnumerable<AddressFamily>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through both.</summary>
#pragma warning disable CA1034, CA1815 // The usual place and shape of a struct enumerator.
    public struct Enumerator : IEnumerator<AddressFamily>
#pragma warning restore CA1034, CA1815
    {
        private int _gone;

        /// <inheritdoc/>
        public readonly AddressFamily Current => _gone == 1 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_gone <= 2;

        /// <inheritdoc/>
        public void Reset() => _gone = 0;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
            // Nothing to let go of.
        }
    }
}

using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace GlueTools.Dns.Addresses;

/// <summary>
/// Addresses that IANA's special-purpose registries (RFC 6890 and its updates) mark as not globally reachable, multicast, and what RFCs have abolished. An
/// IPv6 address that stands for an IPv4 address is as bad as the worse of the two.
/// </summary>
public static class SpecialAddress
{
    // The more specific entry stands before the block it is an exception of.
    private static readonly IReadOnlyList<Block> IPv4 =
    [
        new("0.0.0.0", 8, "this network (RFC 791)", neverAsked: true),
        new("10.0.0.0", 8, "private use (RFC 1918)"),
        new("100.64.0.0", 10, "shared address space (RFC 6598)"),
        new("127.0.0.0", 8, "loopback (RFC 1122)"),
        new("169.254.0.0", 16, "link-local addresses (RFC 3927)"),
        new("172.16.0.0", 12, "private use (RFC 1918)"),
        new("192.0.0.9", 32, null),
        new("192.0.0.10", 32, null),
        new("192.0.0.0", 24, "IETF protocol assignments (RFC 6890)"),
        new("192.0.2.0", 24, "documentation (RFC 5737)"),
        new("192.168.0.0", 16, "private use (RFC 1918)"),
        new("198.18.0.0", 15, "benchmarking (RFC 2544)"),
        new("198.51.100.0", 24, "documentation (RFC 5737)"),
        new("203.0.113.0", 24, "documentation (RFC 5737)"),
        new("224.0.0.0", 4, "multicast (RFC 5771)", neverAsked: true),
        new("255.255.255.255", 32, "limited broadcast (RFC 8190)", neverAsked: true),
        new("240.0.0.0", 4, "future use (RFC 1112)"),
    ];

    private static readonly IReadOnlyList<Block> IPv6 =
    [
        new("::", 128, "the unspecified address (RFC 4291)", neverAsked: true),
        new("::1", 128, "loopback (RFC 4291)"),
        new("::ffff:0:0", 96, "IPv4-mapped addresses (RFC 4291)", neverAsked: true),
        new("::", 96, "IPv4-compatible addresses (RFC 4291)", neverAsked: true),
        new("64:ff9b:1::", 48, "local IPv4/IPv6 translation (RFC 8215)"),
        new("100::", 64, "packets to be discarded (RFC 6666)"),
        new("100:0:0:1::", 64, "a dummy prefix (RFC 9780)"),
        new("2001:1::1", 128, null),
        new("2001:1::2", 128, null),
        new("2001:1::3", 128, null),
        new("2001:3::", 32, null),
        new("2001:4:112::", 48, null),
        new("2001:20::", 28, null),
        new("2001:30::", 28, null),
        new("2001::", 32, "Teredo (RFC 4380)"),
        new("2001:db8::", 32, "documentation (RFC 3849)"),
        new("2001::", 23, "IETF protocol assignments (RFC 2928)"),
        new("3fff::", 20, "documentation (RFC 9637)"),
        new("5f00::", 16, "segment routing identifiers (RFC 9602)"),
        new("fc00::", 7, "unique local addresses (RFC 4193)"),
        new("fe80::", 10, "link-local addresses (RFC 4291)"),
        new("fec0::", 10, "site-local addresses (RFC 3879)"),
        new("ff00::", 8, "multicast (RFC 4291)", neverAsked: true),
    ];

    private static readonly IReadOnlyList<Block> OneLink = [new("169.254.0.0", 16, null), new("fe80::", 10, null)];

    // Where packets for such an address end up, the IPv4 address in it says. The forms that are not listed are in the table above, whatever they hold; and of
    // an ISATAP address (RFC 5214) the prefix alone says where packets go.
    private static readonly IReadOnlyList<Embedding> Embeddings =
    [
        new("2002::", 16, 2, "6to4 (RFC 3056)"),
        new("64:ff9b::", 96, 12, "IPv4/IPv6 translation (RFC 6052)"),
    ];

    private static readonly Block RelayAnycast = new("192.88.99.0", 24, null);

    private static readonly byte[] HasBlockIPv4 = FirstOctets(IPv4, RelayAnycast);

    private static readonly byte[] HasBlockIPv6 = FirstOctets([.. IPv6, .. System.Linq.Enumerable.Select(Embeddings, embedding => embedding.Holder)]);

    /// <summary>Whether nothing can be said of an address by <see cref="WhyNotPublic"/> or <see cref="WhyTransitional"/>.</summary>
    /// <param name="address">4 or 16 octets.</param>
    [MethodImpl(Hot.Path)]
    public static bool IsOrdinary(byte[] address)
    {
        if (address.Length == 4)
        {
            return HasBlockIPv4[address[0]] == 0 || !(RelayAnycast.Contains(address) || IsIn(IPv4, address));
        }

        if (HasBlockIPv6[address[0]] == 0)
        {
            return true;
        }

        for (var i = 0; i < Embeddings.Count; i++)
        {
            if (Embeddings[i].Holder.Contains(address))
            {
                return false;
            }
        }

        return !IsIn(IPv6, address);
    }

    /// <summary>What the address, or one that it stands for, is reserved for, with its RFC; null for an address that can be globally reachable.</summary>
    public static string? PurposeOf(IPAddress address) => Find(address)?.Purpose ?? (EmbeddedIn(address, out _) is { } embedded ? Find(embedded)?.Purpose : null);

    /// <summary>
    /// Why the address cannot be reached from the Internet, as the rest of a sentence: <c>it is reserved for loopback (RFC 1122)</c>; null where it can be.
    /// </summary>
    public static string? WhyNotPublic(IPAddress address)
    {
        if (Find(address)?.Purpose is { } purpose)
        {
            return "it is reserved for " + purpose;
        }

        return EmbeddedIn(address, out var mechanism) is { } embedded && Find(embedded)?.Purpose is { } reserved
            ? "it stands for " + embedded + " by " + mechanism + ", and that is reserved for " + reserved
            : null;
    }

    /// <summary>
    /// Why the address leads somewhere from a part of the Internet at most, as the rest of a sentence: it belongs to a means of transition to IPv6; null where it does not.
    /// </summary>
    public static string? WhyTransitional(IPAddress address)
    {
        if (RelayAnycast.Contains(address.GetAddressBytes()))
        {
            return "it was set aside for relays of 6to4, which RFC 7526 has abolished";
        }

        var embedded = EmbeddedIn(address, out var mechanism);
        return embedded is null ? null
            : mechanism.StartsWith("6to4", System.StringComparison.Ordinal) ? "it is a 6to4 address (RFC 3056), to which most networks have no way since RFC 7526 has abolished the public relays"
            : "it stands for " + embedded + " where a translator between IPv6 and IPv4 is at hand (RFC 6052), and leads nowhere from other networks";
    }

    /// <summary>Whether the address means something on the link alone that its host is attached to, so that it is good for nobody elsewhere, in a private network either.</summary>
    public static bool IsOfOneLink(IPAddress address) => IsIn(OneLink, address.GetAddressBytes());

    /// <summary>
    /// Whether the address is one that no question may ever be sent to: 0/8, multicast, broadcast, unspecified, IPv4-mapped, IPv4-compatible, and what stands
    /// for one of these.
    /// </summary>
    public static bool IsNeverAsked(IPAddress address) => Find(address)?.NeverAsked == true || (EmbeddedIn(address, out _) is { } embedded && Find(embedded)?.NeverAsked == true);

    /// <summary>Whether the address may be asked: any that is not reserved, and in a private audit those that are reserved for use at home.</summary>
    public static bool MayBeAsked(IPAddress address, bool isPrivateAudit) =>
        // Every server that is asked comes by here, and nearly all are ordinary.
        IsOrdinary(address) || (MayBeAsked(Find(address), isPrivateAudit) && (EmbeddedIn(address, out _) is not { } embedded || MayBeAsked(Find(embedded), isPrivateAudit)));

    private static bool MayBeAsked(Block? block, bool isPrivateAudit) => block is null || (!block.NeverAsked && (isPrivateAudit || block.Purpose is null));

    /// <summary>The IPv4 address that packets for an IPv6 address end up at; null where there is none.</summary>
    private static IPAddress? EmbeddedIn(IPAddress address, out string mechanism)
    {
        mechanism = string.Empty;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        for (var i = 0; i < Embeddings.Count; i++)
        {
            var embedding = Embeddings[i];
            if (embedding.Holder.Contains(bytes))
            {
                mechanism = embedding.Mechanism;
                return new IPAddress([bytes[embedding.At], bytes[embedding.At + 1], bytes[embedding.At + 2], bytes[embedding.At + 3]]);
            }
        }

        return null;
    }

    private static bool IsIn(IReadOnlyList<Block> blocks, byte[] address)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For each first octet of an address, whether a block has such addresses: then 1.</summary>
    private static byte[] FirstOctets(IReadOnlyList<Block> blocks, params Block[] further)
    {
        var has = new byte[256];
        foreach (var list in new[] { blocks, further })
        {
            foreach (var block in list)
            {
                for (var octet = 0; octet < 256; octet++)
                {
                    has[octet] |= block.HasAddressesFrom(octet) ? (byte)1 : (byte)0;
                }
            }
        }

        return has;
    }

    // The octets are a copy each time, so an IPv4 address that lies far from all blocks does without.
    private static bool IsOrdinary(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork && HasBlockIPv4[FirstOctetOf(address)] == 0) || IsOrdinary(address.GetAddressBytes());

#pragma warning disable CS0618 // Obsolete because it says nothing of IPv6, and the only way to an IPv4 address without a copy.
    private static int FirstOctetOf(IPAddress address) => (int)(unchecked((uint)IPAddress.NetworkToHostOrder((int)address.Address)) >> 24);
#pragma warning restore CS0618

    private static Block? Find(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var blocks = address.AddressFamily == AddressFamily.InterNetworkV6 ? IPv6 : IPv4;
        // By number, which costs no enumerator.
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Contains(bytes))
            {
                return blocks[i];
            }
        }

        return null;
    }

    /// <summary>A block whose addresses hold an IPv4 address from an octet on.</summary>
    private sealed class Embedding(string prefix, int bits, int at, string mechanism)
    {
        internal Block Holder { get; } = new(prefix, bits, null);

        internal int At => at;

        internal string Mechanism => mechanism;
    }

    private sealed class Block
    {
        private readonly byte[] _prefix;
        private readonly int _bits;

        internal Block(string prefix, int bits, string? purpose, bool neverAsked = false)
        {
            _prefix = IPAddress.Parse(prefix).GetAddressBytes();
            _bits = bits;
            Purpose = purpose;
            NeverAsked = neverAsked;
        }

        internal string? Purpose { get; }

        internal bool NeverAsked { get; }

        /// <summary>Whether an address of it may have this first octet.</summary>
        internal bool HasAddressesFrom(int octet)
        {
            var mask = _bits >= 8 ? 0xFF : 0xFF << (8 - _bits) & 0xFF;
            return ((octet ^ _prefix[0]) & mask) == 0;
        }

        internal bool Contains(byte[] address)
        {
            if (address.Length != _prefix.Length)
            {
                return false;
            }

            for (var bit = 0; bit < _bits; bit += 8)
            {
                var mask = _bits - bit >= 8 ? 0xFF : 0xFF << (8 - (_bits - bit)) & 0xFF;
                if (((address[bit / 8] ^ _prefix[bit / 8]) & mask) != 0)
                {
                    return false;
                }
            }

            return true;
        }
    }
}

using System;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>An A or AAAA record's address.</summary>
public sealed class AddressData : RecordData, IEquatable<AddressData>
{
    /// <summary>Wraps an IPv4 or IPv6 address.</summary>
    public AddressData(IPAddress address) => Address = address;

    /// <summary>The address.</summary>
    public IPAddress Address { get; }

    /// <summary>Reads an address as master files hold it: four plain decimal numbers, or IPv6 without brackets and zone index.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AddressData? data)
    {
        data = AddressSpelling.TryParse(text, out var address) ? new AddressData(address) : null;
        return data is not null;
    }

    /// <inheritdoc/>
    public bool Equals(AddressData? other) => other is not null && Address.Equals(other.Address);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressData);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Address.ToString();

    internal static AddressData ReadIPv4(RecordWords words) => Read(words, AddressFamily.InterNetwork);

    internal static AddressData ReadIPv6(RecordWords words) => Read(words, AddressFamily.InterNetworkV6);

    private static AddressData Read(RecordWords words, AddressFamily family)
    {
        var text = words.Word("an address");
        return TryParse(text, out var data) && data.Address.AddressFamily == family
            ? data
            : throw words.Error(RecordWords.Quoted(text) + " is not an " + (family == AddressFamily.InterNetwork ? "IPv4" : "IPv6") + " address.");
    }

    internal static AddressData Read(ref WireReader data, int length)
    {
        if (data.Remaining != length)
        {
            throw new WireFormatException(data.Offset, "an address of the wrong length");
        }

        ulong high = length == 4 ? 0 : ((ulong)data.ReadUInt32() << 32) | data.ReadUInt32(), low = length == 4 ? data.ReadUInt32() : ((ulong)data.ReadUInt32() << 32) | data.ReadUInt32();
        if (data.Parts is not { } parts)
        {
            return new AddressData(AddressOf(high, low, length));
        }

        // Many domains lie on one server.
        ref var place = ref parts.PlaceOf(high, low);
        if (place.Of(high, low, length) is not AddressData known)
        {
            place = new SharedParts.Place(high, low, length, known = new AddressData(AddressOf(high, low, length)));
        }

        return known;
    }

    private static IPAddress AddressOf(ulong high, ulong low, int length)
    {
        if (length == 4)
        {
            // An IPv4 address as a number needs no array.
            return new IPAddress((uint)IPAddress.HostToNetworkOrder((int)low));
        }

        var octets = new byte[length];
        for (var i = 0; i < 8; i++)
        {
            octets[i] = (byte)(high >> (56 - (8 * i)));
            octets[8 + i] = (byte)(low >> (56 - (8 * i)));
        }

        return new IPAddress(octets);
    }

    internal override void Write(WireWriter writer) => writer.WriteBytes(Address.GetAddressBytes());
}

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

        // An IPv4 address as a number needs no array.
        return new AddressData(length == 4 ? new IPAddress((uint)IPAddress.HostToNetworkOrder((int)data.ReadUInt32())) : new IPAddress(data.ReadBytes(length)));
    }

    internal override void Write(WireWriter writer) => writer.WriteBytes(Address.GetAddressBytes());
}

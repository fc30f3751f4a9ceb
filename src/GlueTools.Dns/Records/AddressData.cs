using System;
using System.Net;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>An A or AAAA record's address.</summary>
public sealed class AddressData : RecordData, IEquatable<AddressData>
{
    /// <summary>Wraps an IPv4 or IPv6 address.</summary>
    public AddressData(IPAddress address) => Address = address;

    /// <summary>The address.</summary>
    public IPAddress Address { get; }

    /// <inheritdoc/>
    public bool Equals(AddressData? other) => other is not null && Address.Equals(other.Address);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressData);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Address.ToString();

    internal static AddressData Read(ref WireReader data, int length)
    {
        if (data.Remaining != length)
        {
            throw new WireFormatException(data.Offset, "an address of the wrong length");
        }

        return new AddressData(new IPAddress(data.ReadBytes(length)));
    }

    internal override void Write(WireWriter writer) => writer.WriteBytes(Address.GetAddressBytes());
}

using System;

namespace GlueTools.Plans.Tests.Model;

/// <summary>What one server holds of the delegation, or of the zone: names and addresses are bits.</summary>
internal sealed class Copy
{
    internal uint Names { get; set; }

    internal uint NamesTtl { get; set; }

    /// <summary>By name: its addresses, as glue or as the zone's records.</summary>
    internal uint[] Addresses { get; set; } = [];

    internal uint[] Ttls { get; set; } = [];

    /// <summary>The keys of which there are DS records; only of a parent.</summary>
    internal uint Ds { get; set; }

    internal uint DsTtl { get; set; }

    /// <summary>Which of two copies is newer.</summary>
    internal uint Serial { get; set; } = 1;

    internal Copy Clone() => new()
    {
        Names = Names, NamesTtl = NamesTtl, Addresses = (uint[])Addresses.Clone(), Ttls = (uint[])Ttls.Clone(), Ds = Ds, DsTtl = DsTtl, Serial = Serial,
    };

    internal bool HoldsSame(Copy other) => Names == other.Names && NamesTtl == other.NamesTtl && Addresses.AsSpan().SequenceEqual(other.Addresses) && Ds == other.Ds;
}

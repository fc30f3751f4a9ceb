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

    /// <summary>Whether there are DS records of the old keys; only of a parent.</summary>
    internal bool HasDs { get; set; }

    /// <summary>Whether there are DS records of the new keys.</summary>
    internal bool HasNewDs { get; set; }

    internal uint DsTtl { get; set; }

    internal Copy Clone() => new()
    {
        Names = Names, NamesTtl = NamesTtl, Addresses = (uint[])Addresses.Clone(), Ttls = (uint[])Ttls.Clone(), HasDs = HasDs, HasNewDs = HasNewDs, DsTtl = DsTtl,
    };

    internal bool HoldsSame(Copy other) => Names == other.Names && Addresses.AsSpan().SequenceEqual(other.Addresses) && HasDs == other.HasDs;
}

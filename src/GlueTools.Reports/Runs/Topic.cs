using System;

namespace GlueTools.Reports.Runs;

/// <summary>What a run can tell of a domain: each a side and a kind of thing.</summary>
[Flags]
public enum Topic
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Whether the parent delegates it.</summary>
    Delegation = 1,

    /// <summary>The delegation's name servers.</summary>
    ParentNameServer = 2,

    /// <summary>Addresses that the parent gives for a name server.</summary>
    Glue = 4,

    /// <summary>The parent's DS records.</summary>
    Ds = 8,

    /// <summary>Seconds that the parent's records may be kept.</summary>
    ParentTtl = 16,

    /// <summary>The zone's own name servers.</summary>
    ZoneNameServer = 32,

    /// <summary>Seconds that the zone's NS records may be kept.</summary>
    ZoneTtl = 64,

    /// <summary>The addresses that the parent should hold for a name server.</summary>
    RightAddress = 128,

    /// <summary>Findings, each with what it is about.</summary>
    Finding = 256,

    /// <summary>Findings, of which only the codes are known.</summary>
    Code = 512,

    /// <summary>Whether a registry holds the domain.</summary>
    Registration = 1024,

    /// <summary>Name servers that the registry holds.</summary>
    RegistryNameServer = 2048,

    /// <summary>Addresses that the registry holds for a name server.</summary>
    RegistryAddress = 4096,

    /// <summary>DS records that the registry holds.</summary>
    RegistryDs = 8192,

    /// <summary>Statuses of the domain at the registry.</summary>
    RegistryStatus = 16384,
}

using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using GlueTools.Delegation.Arrivals;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One server of a <see cref="DelegationArrival"/>: what it shows, and since when.</summary>
public sealed class ArrivalServer
{
    private ArrivalServer(ServerArrival server, string role)
    {
        Role = role;
        Server = SafeText.Cell(server.Server.Name?.Text ?? string.Empty);
        ServerAddress = server.Server.Address.ToString();
        Status = server.State.ToString();
        SinceUtc = Text(server.SinceUtc);
        LastOldUtc = Text(server.LastOldUtc);
        OldUntilUtc = Text(server.OldUntilUtc);
        Detail = SafeText.Cell(server.Detail);
    }

    private ArrivalServer(RegistryArrival registry)
    {
        Role = "Registry";
        Server = SafeText.Cell(registry.By);
        ServerAddress = string.Empty;
        Status = registry.State.ToString();
        SinceUtc = Text(registry.SinceUtc);
        LastOldUtc = Text(registry.LastOldUtc);
        OldUntilUtc = string.Empty;
        Detail = SafeText.Cell(registry.Detail);
    }

    /// <summary>Parent, Resolver, or Registry.</summary>
    public string Role { get; }

    /// <summary>The server's name, empty for a resolver; of a registry, who says so: a URL or a WHOIS server.</summary>
    public string Server { get; }

    /// <summary>Its address; empty for a registry.</summary>
    public string ServerAddress { get; }

    /// <summary>New, Old, Silent, Fails, or NotAsked: what it showed when it was asked last.</summary>
    public string Status { get; }

    /// <summary>When it was first seen with what is wanted; empty where it was not.</summary>
    public string SinceUtc { get; }

    /// <summary>When it was last seen with something else; empty where it was not.</summary>
    public string LastOldUtc { get; }

    /// <summary>Until when caches may keep that from it, or, of a resolver, it may itself; empty where nothing is known.</summary>
    public string OldUntilUtc { get; }

    /// <summary>How it differs, or why nothing is known; empty where it does not.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    public override string ToString() => (Server.Length > 0 && ServerAddress.Length > 0 ? Server + "/" : Server) + ServerAddress + " " + Status
        + (SinceUtc.Length > 0 ? " since " + SinceUtc : string.Empty) + (Detail.Length > 0 ? ": " + Detail : string.Empty);

    internal static ArrivalServerList Of(Arrival arrival) => new([
        .. arrival.Servers.Select(server => new ArrivalServer(server, "Parent")),
        .. arrival.Resolvers.Select(server => new ArrivalServer(server, "Resolver")),
        .. arrival.Registry is { } registry ? new[] { new ArrivalServer(registry) } : []]);

    internal static string Text(DateTime? time) => time is { } known ? Times.Iso(known) : string.Empty;
}

/// <summary>The servers of a row. As text, and so in CSV, they stand side by side.</summary>
public sealed class ArrivalServerList : ReadOnlyCollection<ArrivalServer>
{
    /// <summary>Wraps servers.</summary>
    public ArrivalServerList(IList<ArrivalServer> servers)
        : base(servers)
    {
    }

    /// <summary>No servers.</summary>
    public static ArrivalServerList None { get; } = new(Array.Empty<ArrivalServer>());

    /// <inheritdoc/>
    public override string ToString() => string.Join(";", this.Select(server => server.ToString()));
}

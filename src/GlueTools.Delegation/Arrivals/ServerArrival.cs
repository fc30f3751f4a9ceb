using System;
using GlueTools.Delegation.Answers;

namespace GlueTools.Delegation.Arrivals;

/// <summary>What a server showed when it was asked last.</summary>
public enum ArrivalState
{
    /// <summary>What is wanted.</summary>
    New,

    /// <summary>Something else.</summary>
    Old,

    /// <summary>Nothing: it did not answer.</summary>
    Silent,

    /// <summary>An answer that says nothing of it.</summary>
    Fails,

    /// <summary>It was not asked.</summary>
    NotAsked,
}

/// <summary>One server, and since when it shows what is wanted. Immutable.</summary>
public sealed class ServerArrival
{
    /// <summary>Creates the row.</summary>
    /// <param name="server">The server.</param>
    /// <param name="state">What it showed last.</param>
    /// <param name="detail">How that differs, or why nothing is known.</param>
    public ServerArrival(ServerAddress server, ArrivalState state, string detail)
    {
        Server = server;
        State = state;
        Detail = detail;
    }

    /// <summary>The server.</summary>
    public ServerAddress Server { get; }

    /// <summary>What it showed when it was asked last.</summary>
    public ArrivalState State { get; }

    /// <summary>How that differs from what is wanted, or why nothing is known; empty where it is what is wanted.</summary>
    public string Detail { get; }

    /// <summary>When it was first seen with what is wanted; null where it was not.</summary>
    public DateTime? SinceUtc { get; init; }

    /// <summary>When it was last seen with something else; null where it was not.</summary>
    public DateTime? LastOldUtc { get; init; }

    /// <summary>Until when caches may keep what it said last of something else, or before it was looked at; of a resolver, until when it may keep that itself. Null where nothing is known.</summary>
    public DateTime? OldUntilUtc { get; init; }
}

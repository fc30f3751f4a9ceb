using System;
using GlueTools.Network.Loop;

namespace GlueTools.Lab.Tests;

/// <summary>A clock that the test moves.</summary>
internal sealed class HandClock : Clock
{
    internal double Seconds { get; set; }

    public override long Now => 1_000_000_000 + (long)(Seconds * 1_000_000);

    public override DateTime UtcNow => DateTime.UnixEpoch.AddSeconds(Seconds);
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.House.Tests.Planted;

/// <summary>Three types in a circle, each by another kind of use: a field, a line of code, a constructed type.</summary>
internal sealed class First
{
    internal Second? Next { get; set; }
}

internal sealed class Second
{
    internal static object Make() => new List<Third>();
}

internal sealed class Third
{
    internal static void Use(First first) => first.Next = null;
}

/// <summary>What no pure project may do.</summary>
internal static class Impure
{
    internal static object[] Everything() =>
    [
        DateTime.UtcNow, Stopwatch.GetTimestamp(), new Random(), Guid.NewGuid(), Environment.TickCount, File.Exists("x"),
        new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), new Dictionary<IPAddress, AddressFamily>(),
    ];
}

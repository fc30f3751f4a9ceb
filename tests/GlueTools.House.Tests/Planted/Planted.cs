using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

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
        Task.Run(() => 1), Assembly.LoadFrom("x"), new StreamReader("x"), ProcessNumber(),
        new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), new Dictionary<IPAddress, AddressFamily>(),
    ];

    [DllImport("libc", EntryPoint = "getpid")]
    private static extern int ProcessNumber();
}

/// <summary>What no class of the product may keep: fields that anybody can change, in itself and in a type within it.</summary>
#pragma warning disable CA1823, CS0169, CS0414, CA2211, CA1805, CA1802, CA1852, IDE0044, IDE0051, S1144
internal static class Keeping
{
    internal const int Constant = 1;
    internal static readonly int[] Table = [1];
    internal static int Counter = 1;

    internal static readonly Func<int, int> Twice = static x => x * 2;

    internal static class Inner
    {
        internal static string? Last { get; set; } = string.Empty;
    }
}
#pragma warning restore

using System;

namespace GlueTools.Dns.Tests;

/// <summary>Bytes written as hexadecimal with spaces where they help.</summary>
internal static class Hex
{
    internal static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
}

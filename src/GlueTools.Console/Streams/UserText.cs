using GlueTools.Dns.Names;

namespace GlueTools.Console.Streams;

/// <summary>How text that a user gave is shown in a sentence.</summary>
internal static class UserText
{
    /// <summary>Its beginning, as one line without control characters.</summary>
    internal static string Shown(string text) => SafeText.Escape(text.Length > 100 ? text[..100] + "..." : text);
}

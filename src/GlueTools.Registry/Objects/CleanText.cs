using GlueTools.Dns.Names;

namespace GlueTools.Registry.Objects;

/// <summary>Texts of registries as they are kept: bounded, on one line, nothing in them that does something to what shows them.</summary>
internal static class CleanText
{
    /// <summary>Characters of a text that is kept.</summary>
    internal const int Most = 200;

    internal static string Of(string text)
    {
        var trimmed = text.Trim();
        var cut = trimmed.Length <= Most ? trimmed : trimmed.Substring(0, Most).TrimEnd() + "...";
        return SafeText.Escape(cut);
    }
}

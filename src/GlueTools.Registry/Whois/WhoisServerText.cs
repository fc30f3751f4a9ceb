namespace GlueTools.Registry.Whois;

/// <summary>WHOIS servers as users write them.</summary>
public static class WhoisServerText
{
    /// <summary>Whether a text is <c>HOST</c> or <c>HOST:PORT</c>.</summary>
    public static bool IsOne(string text) => text.Length > 0 && WhoisClient.TrySplit(text, out _, out _);
}

using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Whois;

/// <summary>A WHOIS answer as it was read.</summary>
internal sealed class WhoisAnswer
{
    internal WhoisAnswer(WhoisAnswerKind kind) => Kind = kind;

    internal WhoisAnswerKind Kind { get; }

    /// <summary>The domain, where it shows one.</summary>
    internal RegisteredDomain? Domain { get; set; }

    /// <summary>The server that is named in place of an answer; empty where none is.</summary>
    internal string Referral { get; set; } = string.Empty;
}

namespace GlueTools.Reports.Policies;

/// <summary>Something in a policy that cannot be followed.</summary>
/// <param name="Sentence">What is wrong and where, one line, without its first capital.</param>
/// <param name="UnknownName">The name that is neither a check nor a code, as it was written; null where something else is wrong.</param>
public readonly record struct PolicyMistake(string Sentence, string? UnknownName = null);

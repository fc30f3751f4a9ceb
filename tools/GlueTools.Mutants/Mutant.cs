namespace GlueTools.Mutants;

/// <summary>One change to the sources.</summary>
/// <param name="Number">What switches it on; from 1.</param>
/// <param name="File">The file's path below the repository's root.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Was">The code that it concerns.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="IsDoubtful">Whether it may well not compile, as a pattern there sets a variable.</param>
internal sealed record Mutant(int Number, string File, int Line, string Was, string Change, bool IsDoubtful)
{
    public override string ToString() => File + ":" + Line + "  " + Change + ":  " + Was;
}

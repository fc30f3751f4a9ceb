namespace GlueTools.Console.Lists;

/// <summary>A name and its place in the whole list, whichever part of the list is taken.</summary>
/// <param name="Position">The place, from 1.</param>
/// <param name="Text">The name as it was written.</param>
/// <param name="Line">Its line in the file that has it; 0 where none has.</param>
internal sealed record ListedName(long Position, string Text, long Line = 0)
{
    /// <summary>Where no list has it.</summary>
    internal static readonly ListedName Unlisted = new(0, string.Empty);
}

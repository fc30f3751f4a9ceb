namespace GlueTools.Console.Lists;

/// <summary>A name and its place in the whole list, from 1, whichever part of the list is taken.</summary>
internal readonly record struct ListedName(long Position, string Text);

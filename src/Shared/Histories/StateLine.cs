namespace GlueTools.Shared.Histories;

/// <summary>The place of a line in a history: its first octet from the beginning of the file, and its octets without the line end.</summary>
internal readonly record struct StateLine(long Offset, int Length);

using System;
using System.Collections.Generic;

namespace GlueTools.Console.Streams;

/// <summary>What was asked for cannot be done: one sentence for each reason.</summary>
internal sealed class UsageException : Exception
{
    internal UsageException(params IReadOnlyList<string> sentences)
        : base(string.Join(" ", sentences)) => Sentences = sentences;

    internal IReadOnlyList<string> Sentences { get; }
}

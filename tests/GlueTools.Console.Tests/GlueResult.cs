using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Tests;

/// <summary>What a command line gave.</summary>
internal sealed record GlueResult(int Exit, string Out, string Error)
{
    internal string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).ToArray();

    /// <summary>Standard output as one JSON document a line.</summary>
    internal JsonElement[] JsonLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

    internal JsonElement[] JsonArray => JsonDocument.Parse(Out).RootElement.EnumerateArray().ToArray();

    internal static GlueResult Of(params string[] args) => Of(args, TextReader.Null);

    internal static GlueResult Of(IEnumerable<string> args, TextReader input, int width = 120, bool usesColour = false, CancellationToken cancel = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var streams = new ConsoleStreams { In = input, Out = output, Error = error, Width = width, UsesColour = usesColour };
        var exit = GlueApp.Run(args.ToArray(), streams, cancel);
        return new GlueResult(exit, output.ToString(), error.ToString());
    }
}

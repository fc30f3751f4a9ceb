using System;
using System.Collections.Generic;

namespace GlueTools.Registry.Http;

/// <summary>An answer over HTTP.</summary>
internal sealed class HttpReply
{
    internal HttpReply(int status, IReadOnlyDictionary<string, string> headers)
    {
        Status = status;
        Headers = headers;
    }

    internal int Status { get; }

    /// <summary>Header fields by their names in lower case.</summary>
    internal IReadOnlyDictionary<string, string> Headers { get; }

    internal byte[] Body { get; set; } = [];

    /// <summary>Where it came from, after redirects.</summary>
    internal Uri? Source { get; set; }

    internal bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    internal string Header(string name) => Headers.TryGetValue(name, out var value) ? value : string.Empty;
}

using System;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Delegation.Evidence;

/// <summary>The kinds of sources that statements about a side of a delegation come from.</summary>
public enum SourceKind
{
    /// <summary>A server's answer.</summary>
    Server,

    /// <summary>What the user means to have, and nobody serves yet.</summary>
    Proposal,

    /// <summary>A line of a zone file.</summary>
    ZoneFile,

    /// <summary>What a registry holds.</summary>
    Registry,
}

/// <summary>Where a statement comes from. Immutable.</summary>
public sealed class Source
{
    private Source(SourceKind kind) => Kind = kind;

    /// <summary>What the user proposes.</summary>
    public static Source Proposal { get; } = new(SourceKind.Proposal);

    /// <summary>What kind of source it is.</summary>
    public SourceKind Kind { get; }

    /// <summary>The server; null unless <see cref="Kind"/> is <see cref="SourceKind.Server"/>.</summary>
    public ServerAddress? Server { get; private init; }

    /// <summary>What carried the answer; null unless <see cref="Kind"/> is <see cref="SourceKind.Server"/>.</summary>
    public DnsProtocol? Protocol { get; private init; }

    /// <summary>The zone file; null unless <see cref="Kind"/> is <see cref="SourceKind.ZoneFile"/>.</summary>
    public string? File { get; private init; }

    /// <summary>The line in it, from 1; 0 where it is the file as a whole.</summary>
    public int Line { get; private init; }

    /// <summary>The registry, as a URL or a WHOIS server; null unless <see cref="Kind"/> is <see cref="SourceKind.Registry"/>.</summary>
    public string? Registry { get; private init; }

    /// <summary>When it was said: whatever depends on a date is judged at that time. Null where nobody has said it yet.</summary>
    public DateTime? SaidUtc { get; private init; }

    /// <summary>A server's answer.</summary>
    /// <param name="server">The server.</param>
    /// <param name="exchange">The exchange that holds the answer.</param>
    public static Source Of(ServerAddress server, Exchange exchange) =>
        new(SourceKind.Server) { Server = server, Protocol = exchange.Protocol, SaidUtc = exchange.StartedUtc };

    /// <summary>A line of a zone file.</summary>
    /// <param name="file">What the file is called.</param>
    /// <param name="line">The line, from 1; 0 for the file as a whole.</param>
    /// <param name="savedUtc">When the file was last written, where that is known.</param>
    public static Source OfFile(string file, int line, DateTime? savedUtc = null) => new(SourceKind.ZoneFile) { File = file, Line = line, SaidUtc = savedUtc };

    /// <summary>What a registry holds.</summary>
    /// <param name="registry">Who says so: a URL, or a WHOIS server.</param>
    /// <param name="askedUtc">When it was asked.</param>
    public static Source OfRegistry(string registry, DateTime askedUtc) => new(SourceKind.Registry) { Registry = registry, SaidUtc = askedUtc };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        SourceKind.Server => Server!.ToString(),
        SourceKind.Registry => Registry!,
        SourceKind.ZoneFile => Line == 0 ? File! : File + ", line " + Line.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "the proposed delegation",
    };
}

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Net;
using GlueTools.Console.Streams;
using GlueTools.Network.Options;

namespace GlueTools.Console.Options;

/// <summary>What an audit asks beyond both sides: of a server that is to be switched off, of resolvers, and what a parent would ask that follows its children by itself.</summary>
internal sealed class BesideOptions : IOptionGroup
{
    private readonly Option<string[]> _previous = Texts.Repeated(
        "--previous-server", "NAME[/ADDRESS,...]|ADDRESS", "Say whether this server may be switched off: whether anybody, or a cache, still leads to it; may be repeated.");

    private readonly Option<string> _gone = Texts.Option("--gone-since", "TIME", "Since when no server leads to it any more, as 2026-01-31T12:00:00Z; caches are reckoned with from then.");
    private readonly Option<string[]> _resolvers = Texts.Repeated("--resolver", "ADDRESS|WORD", "Set what this resolver (an address, or " + string.Join(", ", PublicResolvers.Words) + ") says beside what the servers say; may be repeated.");

    private readonly Option<bool> _acceptance = Texts.Switch("--acceptance", "Say what a parent that follows CDS, CDNSKEY and CSYNC records would do now, and where it wants to be told.");

    public void AddTo(Command command)
    {
        command.Add(_previous);
        command.Add(_gone);
        command.Add(_resolvers);
        command.Add(_acceptance);
    }

    internal AuditOptions Read(OptionReader options, AuditOptions audit)
    {
        var previous = new List<PreviousServerRequest>();
        foreach (var text in options.Texts(_previous))
        {
            if (PreviousServerRequest.TryRead(text, out var request, out var sentence))
            {
                previous.Add(request!);
            }
            else
            {
                options.Mistake("--previous-server " + UserText.Shown(text) + ": " + sentence);
            }
        }

        return audit with { PreviousServers = previous, PreviousGoneUtc = ReadGone(options, previous.Count > 0), Resolvers = options.Resolvers(_resolvers, audit.IPv6Only), Acceptance = options.Switch(_acceptance) };
    }

    private DateTime? ReadGone(OptionReader options, bool hasServer)
    {
        if (options.Text(_gone) is not { } text)
        {
            return null;
        }

        if (!hasServer && !options.Has(_previous))
        {
            options.Mistake("--gone-since is about a server that is to be switched off; name it with --previous-server.");
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"], CultureInfo.InvariantCulture, Utc, out var time))
        {
            options.Mistake("--gone-since takes a time as 2026-01-31T12:00:00Z, not '" + UserText.Shown(text) + "'.");
            return null;
        }

        if (time > DateTime.UtcNow)
        {
            options.Mistake("--gone-since " + UserText.Shown(text) + " has not come yet.");
        }

        return time;
    }
}

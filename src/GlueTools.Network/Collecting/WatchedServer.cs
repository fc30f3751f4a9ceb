using System;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Network.Collecting;

/// <summary>One server of the parent while a change is waited for: what it showed last, and since when.</summary>
internal sealed class WatchedServer
{
    private readonly WantedDelegation _wanted;
    private readonly DomainName _parentZone;
    private ArrivalState _state = ArrivalState.Silent;
    private string _detail = "does not answer";
    private DateTime? _since, _lastOld;
    private DateTime? _oldUntil;
    private uint _oldTtl;

    internal WatchedServer(ServerAddress server, WantedDelegation wanted, DomainName parentZone)
    {
        Server = server;
        _wanted = wanted;
        _parentZone = parentZone;
    }

    internal ServerAddress Server { get; }

    /// <summary>Whether it is to be asked again.</summary>
    internal bool IsOpen => _state is not (ArrivalState.New or ArrivalState.NotAsked);

    internal ServerArrival Now => new(Server, _state, _detail) { SinceUtc = _since, LastOldUtc = _lastOld, OldUntilUtc = _oldUntil };

    /// <summary>Takes in what it said.</summary>
    internal void Note(ParentServer said)
    {
        if (said.NotAsked != NotAskedReason.None)
        {
            (_state, _detail) = (ArrivalState.NotAsked, "was not asked: " + WhyNot(said.NotAsked));
        }
        else if (said.Statement is { } statement)
        {
            var difference = _wanted.DifferenceFrom(statement.Delegation, _parentZone);
            Note(said, difference is not null && !statement.IsComplete ? "gives a referral that is cut short" : difference, TtlOf(statement.Delegation));
        }
        else if (said.Apex is { } apex)
        {
            Note(said, _wanted.DifferenceInNames(apex), TtlOf(apex));
        }
        else if (said.DeniesDelegation)
        {
            Note(said, said.Kind == ResponseKind.Alias ? "has an alias there" : "has no delegation there", NegativeTtl(said.Exchange?.Message));
        }
        else
        {
            var message = said.Exchange?.Message;
            (_state, _detail) = message is null ? (ArrivalState.Silent, "does not answer")
                : (ArrivalState.Fails, message.ResponseCode is ResponseCode.NoError or ResponseCode.NameError ? "answers without a referral to it" : "answers " + message.ResponseCode.ToText());
        }
    }

    private void Note(ParentServer said, string? difference, uint ttl)
    {
        var at = said.Exchange!.StartedUtc;
        if (difference is null)
        {
            (_state, _detail) = (ArrivalState.New, said.ServesChildToo ? "serves the zone itself, so its referral cannot be seen" : string.Empty);
            _since = at;
            // It changed at some time since the look before, and somebody may have asked just before it did. Where nothing older was seen of it, what it gives now is all that is known.
            _oldUntil = at.AddSeconds(_lastOld is null ? ttl : _oldTtl);
        }
        else
        {
            (_state, _detail) = (ArrivalState.Old, difference);
            _lastOld = at;
            _oldTtl = ttl;
            _oldUntil = at.AddSeconds(ttl);
        }
    }

    private static uint TtlOf(Referral said)
    {
        var ttl = said.Ttl ?? 0;
        foreach (var glue in said.Glue)
        {
            ttl = Math.Max(ttl, glue.Ttl ?? 0);
        }

        return ttl;
    }

    private static uint NegativeTtl(Message? message)
    {
        foreach (var record in message?.Authority ?? [])
        {
            if (record.Data is SoaData soa)
            {
                return Math.Min(record.Ttl, soa.Minimum);
            }
        }

        return 0;
    }

    private static string WhyNot(NotAskedReason reason) => reason switch
    {
        NotAskedReason.SpecialPurpose => "its address is not public",
        NotAskedReason.FamilyExcluded => "its address family was left out",
        _ => "its address family cannot be used from here",
    };
}

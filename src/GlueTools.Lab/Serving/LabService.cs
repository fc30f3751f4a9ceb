using System;
using System.Net;
using GlueTools.Network.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;

namespace GlueTools.Lab.Serving;

/// <summary>What one server address answers, whatever carries the messages.</summary>
internal sealed class LabService
{
    private readonly IResponder _responder;
    private readonly LabQueryLog _log;
    private readonly Clock _clock;
    private readonly long _begun;

    /// <param name="address">The address; 0.0.0.0 for the resolver that intercepts.</param>
    /// <param name="responder">Who lives there.</param>
    /// <param name="log">Where queries are noted.</param>
    /// <param name="clock">The clock of who carries the messages; queries count their time from now on.</param>
    internal LabService(IPAddress address, IResponder responder, LabQueryLog log, Clock clock)
    {
        Address = address;
        _responder = responder;
        _log = log;
        _clock = clock;
        _begun = clock.Now;
    }

    internal IPAddress Address { get; }

    /// <summary>Whether it takes connections.</summary>
    internal bool Listens { get; set; } = true;

    /// <summary>The reply to a message; null for silence.</summary>
    internal LabReply? Answer(byte[] query, int length, bool overTcp)
    {
        Message message;
        try
        {
            message = MessageParser.Parse(query, length);
        }
        catch (WireFormatException)
        {
            return ResponseWriter.RejectUnreadable(query, length) is { } rejection ? new LabReply(rejection) : null;
        }

        if (message.IsResponse)
        {
            return null;
        }

        _log.Add(new LabQuery(Address, message, overTcp, TimeSpan.FromMilliseconds((_clock.Now - _begun) / 1000.0)));
        return _responder.Respond(message, overTcp);
    }
}

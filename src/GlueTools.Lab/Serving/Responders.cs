using System.Collections.Generic;
using GlueTools.Dns.Messages;

namespace GlueTools.Lab.Serving;

/// <summary>What goes back for one query.</summary>
internal sealed class LabReply
{
    internal LabReply(byte[] message) => Message = message;

    internal byte[] Message { get; }

    /// <summary>UDP only: datagrams to send before it.</summary>
    internal List<byte[]> Before { get; } = new();

    /// <summary>Milliseconds to wait.</summary>
    internal int Delay { get; set; }

    /// <summary>UDP only: to be sent from another port.</summary>
    internal bool FromElsewhere { get; set; }
}

/// <summary>Who lives behind a pair of sockets. Called on the loop's thread only.</summary>
internal interface IResponder
{
    /// <summary>The reply, or null for silence.</summary>
    LabReply? Respond(Message query, bool overTcp);
}

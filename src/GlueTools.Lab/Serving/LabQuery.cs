using System;
using System.Net;
using GlueTools.Dns.Messages;

namespace GlueTools.Lab.Serving;

/// <summary>A query that reached a lab server, answered or not.</summary>
public sealed class LabQuery
{
    internal LabQuery(IPAddress server, Message query, bool overTcp, TimeSpan time)
    {
        Server = server;
        // In lower case: the letters that come in are random, and say nothing.
        Question = query.Question is { } asked ? new Question(asked.Name.ToLower(), asked.Type, asked.Class) : null;
        IsTcp = overTcp;
        Time = time;
        EdnsSize = query.Edns?.PayloadSize ?? 0;
        DnssecOk = query.Edns is { DnssecOk: true };
        RecursionDesired = query.RecursionDesired;
    }

    /// <summary>The server's address as DNS names it; 0.0.0.0 for the resolver that intercepts.</summary>
    public IPAddress Server { get; }

    /// <summary>What was asked; null where the query had no question.</summary>
    public Question? Question { get; }

    /// <summary>Whether it came over TCP.</summary>
    public bool IsTcp { get; }

    /// <summary>When it came, counted from the network's start.</summary>
    public TimeSpan Time { get; }

    /// <summary>UDP payload size in its OPT record; 0 without OPT.</summary>
    public int EdnsSize { get; }

    /// <summary>The DO bit.</summary>
    public bool DnssecOk { get; }

    /// <summary>The RD bit.</summary>
    public bool RecursionDesired { get; }

    /// <summary>Server, transport and question.</summary>
    public override string ToString() => Server + (IsTcp ? " TCP " : " UDP ") + Question;
}

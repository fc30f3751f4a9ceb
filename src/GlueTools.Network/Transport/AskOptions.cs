using GlueTools.Dns.Records;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>How a question is put, beside what it says. The defaults are those of the transport.</summary>
public sealed class AskOptions
{
    /// <summary>As the transport's options say.</summary>
    public static AskOptions Default { get; } = new();

    /// <summary>Attempts over UDP, and the time-outs that a question over TCP may take; 0 for one more than <see cref="TransportOptions.Retry"/>.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether it goes out from a socket that hears every source, so that an answer from the wrong place is seen at the first attempt.</summary>
    public bool HearsEverySource { get; init; }

    /// <summary>Whether it goes out in the letters of the name as it was given and without a cookie, from a port of the server's own, as it does to servers that do not repeat letters.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether it goes out only once the server has been asked nothing for a second; everything else to that server waits meanwhile.</summary>
    public bool AfterQuiet { get; init; }

    /// <summary>For how many time-outs more an answer to the last attempt over UDP is waited for, once all attempts were made and met silence.</summary>
    public int Listens { get; init; }

    /// <summary>Completes when that waiting begins: whoever asks may go on meanwhile. Null for nobody; these options are then for one question.</summary>
    public LoopTask<bool>? Silence { get; init; }

    /// <summary>
    /// Over TCP alone: a type that the same name is asked for on the same connection, for servers that drop the other question. The first answer to either ends
    /// the exchange, whose question is then the one that was answered. Null for nothing.
    /// </summary>
    public RecordType? Beside { get; init; }
}

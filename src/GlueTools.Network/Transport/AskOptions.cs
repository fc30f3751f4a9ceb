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
}

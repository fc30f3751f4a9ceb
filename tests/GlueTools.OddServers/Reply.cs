namespace GlueTools.OddServers;

/// <summary>How a question is to be answered; the rules fill it in, one after the other.</summary>
internal sealed class Reply
{
    /// <summary>Nothing is sent; over TCP the connection stays open.</summary>
    internal bool IsDropped { get; set; }

    /// <summary>The connection is closed instead of an answer.</summary>
    internal bool IsClosed { get; set; }

    /// <summary>What is no DNS message is sent.</summary>
    internal bool IsGarbage { get; set; }

    /// <summary>An empty response with this code instead of an answer.</summary>
    internal int? Code { get; set; }

    internal bool IsTruncated { get; set; }

    /// <summary>Who answers, where it is not the server that holds the zone's copy.</summary>
    internal string? Backend { get; set; }

    internal int DelayMs { get; set; }

    internal bool IsFolded { get; set; }

    internal bool IsTwice { get; set; }

    /// <summary>The answer leaves from another address.</summary>
    internal bool IsFromElsewhere { get; set; }

    /// <summary>EDNS is ignored, as before there was any.</summary>
    internal bool IgnoresEdns { get; set; }

    internal bool IsFromCache { get; set; }

    /// <summary>Records of other zones are added.</summary>
    internal bool IsLying { get; set; }

    /// <summary>The connection is closed behind the answer.</summary>
    internal bool ClosesAfter { get; set; }
}

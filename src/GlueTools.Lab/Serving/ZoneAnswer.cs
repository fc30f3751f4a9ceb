using System.Collections.Generic;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Serving;

/// <summary>What a server has to say, before it is fitted into a message.</summary>
internal sealed class ZoneAnswer
{
    internal ResponseCode Code { get; set; }

    internal bool IsAuthoritative { get; set; }

    internal bool IsReferral { get; set; }

    internal List<ResourceRecord> Answer { get; } = new();

    internal List<ResourceRecord> Authority { get; } = new();

    /// <summary>In-domain glue of a referral: without it the referral is not complete (RFC 9471).</summary>
    internal List<List<ResourceRecord>> Glue { get; } = new();

    /// <summary>Other addresses: may be left out.</summary>
    internal List<List<ResourceRecord>> Additional { get; } = new();

    internal static ZoneAnswer Of(ResponseCode code) => new() { Code = code };
}

using System;
using System.Linq;
using System.Security.Cryptography;
using GlueTools.Network.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Serving;

/// <summary>The cookies of one server (RFC 7873), its own part laid out as RFC 9018, section 4 has it: version, three reserved octets, time, hash.</summary>
internal sealed class LabCookies
{
    private const ushort Code = 10;
    private const int ClientLength = 8, ServerLength = 16, TimeAt = 12, HashAt = 16;

    private readonly byte[] _secret = new byte[16];
    private readonly Clock _clock;

    internal LabCookies(Clock clock)
    {
        _clock = clock;
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(_secret);
    }

    /// <summary>Whether a server with these faults knows cookies.</summary>
    internal static bool IsKnown(FaultsInForce faults) =>
        faults.Has(LabFaultKind.Cookies) || faults.Has(LabFaultKind.WantCookie) || faults.Has(LabFaultKind.BadCookie) || faults.Has(LabFaultKind.WrongCookie);

    /// <summary>The option for the response; null where the query has none that is well formed.</summary>
    internal EdnsOption? AnswerTo(Message query, FaultsInForce faults)
    {
        if (Sent(query) is not { } sent)
        {
            return null;
        }

        var option = new byte[ClientLength + ServerLength];
        Buffer.BlockCopy(sent, 0, option, 0, ClientLength);
        var now = (uint)new DateTimeOffset(_clock.UtcNow).ToUnixTimeSeconds();
        option[ClientLength] = 1;
        for (var i = 0; i < 4; i++)
        {
            option[TimeAt + i] = (byte)(now >> (24 - (8 * i)));
        }

        Sign(option);
        option[0] ^= (byte)(faults.Has(LabFaultKind.WrongCookie) ? 1 : 0);
        return new EdnsOption(Code, option);
    }

    /// <summary>Whether the query must come again with another server cookie: only over UDP, since a connection shows that the client is where it says.</summary>
    internal bool IsRejected(Message query, FaultsInForce faults, bool overTcp) =>
        !overTcp && Sent(query) is { } sent && (faults.Has(LabFaultKind.BadCookie) || (faults.Has(LabFaultKind.WantCookie) && !IsOurs(sent)));

    private static byte[]? Sent(Message query)
    {
        var bytes = query.Edns?.Options.FirstOrDefault(option => option.Code == Code)?.ToBytes();
        return bytes?.Length is ClientLength or (>= ClientLength + 8 and <= ClientLength + 32) ? bytes : null;
    }

    private bool IsOurs(byte[] sent)
    {
        if (sent.Length != ClientLength + ServerLength)
        {
            return false;
        }

        var signed = (byte[])sent.Clone();
        Sign(signed);
        return signed.SequenceEqual(sent);
    }

    // RFC 9018 asks for SipHash, which the framework lacks, so that servers of several makers can share a secret; this one shares its with nobody.
    private void Sign(byte[] option)
    {
        using var hash = new HMACSHA256(_secret);
        Buffer.BlockCopy(hash.ComputeHash(option, 0, HashAt), 0, option, HashAt, 8);
    }
}

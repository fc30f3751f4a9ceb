using System;
using GlueTools.Dns.Messages;

namespace GlueTools.Network.Transport;

/// <summary>What a response says about the cookie that its question carried.</summary>
internal enum CookieProof
{
    /// <summary>Nothing is wrong with it; or the server has no cookies, so that there is nothing to be wrong.</summary>
    Fine,

    /// <summary>The server has cookies, and this response lacks the one that was sent: it is not believed.</summary>
    Unproven,

    /// <summary>The server wants the server cookie that it has just given (BADCOOKIE).</summary>
    AskAgain,

    /// <summary>The server stumbled, perhaps over the option: only without it can be told.</summary>
    AskWithout,
}

/// <summary>
/// The cookies of one server address (RFC 7873): a client cookie drawn for it alone, and the server cookie that it gave last. Nothing is concluded about the
/// server from them; they only tell its responses from those of others.
/// </summary>
internal sealed class ServerCookie
{
    /// <summary>Silences that ended with the option left out; one may be chance.</summary>
    private const int DropsUntilOff = 2;

    /// <summary>Responses without proof: two questions' worth. A server that has given up cookies, or one of several at its address, must not cost that for ever.</summary>
    private const int UnprovenUntilOff = 4;

    private byte[] _option = new byte[CookieOption.ClientLength];
    private int _drops, _unproven;

    internal ServerCookie(SecureRandom random)
    {
        for (var i = 0; i < _option.Length; i += 2)
        {
            var octets = random.NextUInt16();
            _option[i] = (byte)(octets >> 8);
            _option[i + 1] = (byte)octets;
        }
    }

    /// <summary>What to send: replaced, never changed, as exchanges keep what they sent. Null where the server does not take cookies.</summary>
    internal byte[]? Option => IsOff ? null : _option;

    /// <summary>Whether the server has returned a cookie with one of its own, and so must do so always.</summary>
    internal bool IsShown { get; private set; }

    /// <summary>Whether it has answered a question that carried the option, so that silence has other causes.</summary>
    internal bool IsTaken { get; private set; }

    internal bool IsOff { get; private set; }

    internal void TurnOff() => IsOff = true;

    /// <summary>A question was answered only when it came without the option.</summary>
    internal void Dropped()
    {
        if (!IsTaken && ++_drops >= DropsUntilOff)
        {
            TurnOff();
        }
    }

    /// <summary>Judges a response to a question that carried <paramref name="sent"/>.</summary>
    internal CookieProof Judge(byte[] bytes, CookieOption cookie, byte[] sent)
    {
        var code = cookie.ResponseCodeOf(bytes);
        if (!cookie.IsThere)
        {
            return IsShown ? Doubt() : WithoutCookie(code, cookie.HasEdns);
        }

        if (!Repeats(bytes, cookie, sent))
        {
            return Doubt();
        }

        if (!cookie.IsWhole)
        {
            // An option sent back as it came is no server cookie: the server does not know what it is. One that has shown that it does must give both parts.
            return IsShown || cookie.Length != CookieOption.ClientLength ? Doubt() : WithoutCookie(code, cookie.HasEdns);
        }

        IsShown = IsTaken = true;
        Remember(bytes, cookie);
        return code == ResponseCode.BadCookie ? AskAgain() : CookieProof.Fine;
    }

    private static bool Repeats(byte[] bytes, CookieOption cookie, byte[] sent)
    {
        if (cookie.Length < CookieOption.ClientLength)
        {
            return false;
        }

        for (var i = 0; i < CookieOption.ClientLength; i++)
        {
            if (bytes[cookie.At + i] != sent[i])
            {
                return false;
            }
        }

        return true;
    }

    private CookieProof WithoutCookie(ResponseCode code, bool hasEdns)
    {
        // Servers that trip over an option that they do not know mostly say so in these words, or forget EDNS.
        var stumbled = code is ResponseCode.FormatError or ResponseCode.NotImplemented or ResponseCode.BadVersion
            || (!hasEdns && code is not (ResponseCode.NoError or ResponseCode.NameError));
        if (stumbled)
        {
            // Who has taken one before keeps getting them. But one address may be many servers, each with zones of its own, so this question is put without one all the same.
            if (!IsTaken)
            {
                TurnOff();
            }

            return CookieProof.AskWithout;
        }

        IsTaken = true;
        return CookieProof.Fine;
    }

    private CookieProof Doubt()
    {
        CountUnproven();
        return CookieProof.Unproven;
    }

    private CookieProof AskAgain()
    {
        CountUnproven();
        return CookieProof.AskAgain;
    }

    private void CountUnproven()
    {
        if (++_unproven >= UnprovenUntilOff)
        {
            TurnOff();
        }
    }

    // Allocates only where the server cookie is another: servers change it every half-hour (RFC 9018, section 4.3), some every second.
    private void Remember(byte[] bytes, CookieOption cookie)
    {
        var isSame = _option.Length == cookie.Length;
        for (var i = CookieOption.ClientLength; isSame && i < cookie.Length; i++)
        {
            isSame = _option[i] == bytes[cookie.At + i];
        }

        if (!isSame)
        {
            var option = new byte[cookie.Length];
            Buffer.BlockCopy(bytes, cookie.At, option, 0, option.Length);
            _option = option;
        }
    }
}

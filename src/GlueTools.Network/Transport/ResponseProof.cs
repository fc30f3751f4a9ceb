using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;

namespace GlueTools.Network.Transport;

/// <summary>What a response is worth.</summary>
internal enum ProofVerdict
{
    /// <summary>It is to be believed.</summary>
    Believed,

    /// <summary>The question is put again.</summary>
    AskAgain,

    /// <summary>The question is put again, over TCP.</summary>
    AskOverTcp,
}

/// <summary>
/// What a response over UDP must show before it is believed, and how the question is put again where it does not: docs/off-path.md. It ends no exchange.
/// Changes in place, as a part of its run.
/// </summary>
internal struct ResponseProof
{
    /// <summary>Answers in other letters after which a server is asked in the letters that the name was given in.</summary>
    private const int FoldsUntilPlain = 2;

    private byte[]? _firstCookie, _secondCookie;
    private int _folded, _unproven;
    private bool _needsOwnPort, _tcpFailed, _isWithoutCookie;

    /// <summary>The letters in which the name goes out.</summary>
    internal LetterCase Letters { get; private set; }

    /// <summary>Whether it goes out in the letters it was given in, whatever those of the answer are.</summary>
    internal bool IsPlain { get; private set; }

    /// <summary>Whether the question needs a port that nobody else sees.</summary>
    internal bool IsAlone { get; private set; }

    /// <summary>Whether it goes over TCP this time, for the proof.</summary>
    internal bool IsOverTcp { get; private set; }

    /// <summary>How often the question was put again from the beginning.</summary>
    internal int Round { get; private set; }

    /// <summary>A round begins: draws the letters.</summary>
    internal void Draw(ExchangeRun run)
    {
        IsPlain = run.How.IsPlain || run.Server.Folded >= FoldsUntilPlain;
        Letters = IsPlain ? default : new LetterCase(run.Transport.Random.NextUInt64());
        IsAlone = IsPlain || _needsOwnPort || LetterCase.LettersIn(run.Question.Name) < run.Transport.Sockets.LettersToShare;
    }

    /// <summary>The question is put again.</summary>
    internal void NextRound(bool overTcp)
    {
        Round++;
        IsOverTcp = overTcp;
    }

    /// <summary>Chooses what goes along with the first attempt, or with its repeat, for the server to repeat.</summary>
    internal void ChooseCookie(ExchangeRun run, bool isRepeat)
    {
        var cookie = CookieFor(run, isRepeat);
        if (isRepeat)
        {
            _secondCookie = cookie;
        }
        else
        {
            _firstCookie = cookie;
        }
    }

    /// <summary>How an attempt goes out.</summary>
    internal readonly QuestionForm FormOf(bool isRepeat) => new(Letters, isRepeat ? _secondCookie : _firstCookie);

    /// <summary>Whether a response is to be believed. It is then as if the question had gone out as asked.</summary>
    internal ProofVerdict Judge(ExchangeRun run, ResponseFit fit, bool isShared, bool isRepeat, byte[] buffer, ref int length)
    {
        if (fit == ResponseFit.OtherCase && !IsPlain)
        {
            return InOtherLetters(run);
        }

        var form = FormOf(isRepeat);
        var found = CookieOption.Find(buffer, length);
        var cookie = form.Cookie is null ? CookieProof.Fine : run.Server.Cookie!.Judge(buffer, found, form.Cookie);
        if (fit == ResponseFit.WithoutQuestion && isShared)
        {
            // No letters, and a port that is known: too easy to guess.
            _needsOwnPort = true;
            return ProofVerdict.AskAgain;
        }

        if (cookie != CookieProof.Fine)
        {
            return WithoutThisCookie(run, cookie);
        }

        if (isRepeat && _firstCookie is not null && form.Cookie is null)
        {
            run.Server.Cookie?.Dropped();
        }

        run.Facts.Form = form;
        length = Received.Restore(buffer, length, run.Question, fit != ResponseFit.WithoutQuestion, found);
        return ProofVerdict.Believed;
    }

    /// <summary>A response has the name in other letters than it went out in.</summary>
    internal ProofVerdict InOtherLetters(ExchangeRun run)
    {
        run.Server.Folded++;
        return ++_folded >= FoldsUntilPlain && MayUseTcp(run) ? ProofVerdict.AskOverTcp : ProofVerdict.AskAgain;
    }

    /// <summary>The connection that was to settle it was no use: over UDP without what the server does not do, which is never held against it.</summary>
    internal void TcpFailed(ServerState server)
    {
        _tcpFailed = true;
        if (_unproven > 1)
        {
            server.Cookie?.TurnOff();
        }
    }

    private readonly byte[]? CookieFor(ExchangeRun run, bool isRepeat)
    {
        if (run.Query.EdnsSize == 0 || _isWithoutCookie || run.How.IsPlain)
        {
            return null;
        }

        var cookie = run.Server.Cookie ??= new ServerCookie(run.Transport.Random);
        // Silence may be for the option, or for the server's own cookie in it, whatever it has answered before: behind one address may be many servers. So there is always an attempt without it.
        return isRepeat || (run.MaxAttempts == 1 && !cookie.IsShown) ? null : cookie.Option;
    }

    private ProofVerdict WithoutThisCookie(ExchangeRun run, CookieProof cookie)
    {
        if (cookie == CookieProof.AskWithout)
        {
            _isWithoutCookie = true;
            return ProofVerdict.AskAgain;
        }

        var mayUseTcp = MayUseTcp(run);
        if (++_unproven > 1 && !mayUseTcp)
        {
            run.Server.Cookie!.TurnOff();
        }

        return _unproven > 1 && mayUseTcp ? ProofVerdict.AskOverTcp : ProofVerdict.AskAgain;
    }

    private readonly bool MayUseTcp(ExchangeRun run) => run.Policy == ProtocolPolicy.UdpThenTcp && !_tcpFailed;
}

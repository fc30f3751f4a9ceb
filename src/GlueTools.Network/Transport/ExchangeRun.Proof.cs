using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <content>
/// What a response over UDP must show before it is believed, and how the question is put again where it does not: docs/off-path.md. Nothing here ends an
/// exchange; what is asked again goes in line like any other question.
/// </content>
internal sealed partial class ExchangeRun
{
    /// <summary>Answers in other letters after which a server is asked in the letters that the name was given in.</summary>
    private const int FoldsUntilPlain = 2;

    private byte[]? _firstCookie, _secondCookie;
    private int _proofs, _folded, _unproven;
    private bool _needsOwnPort, _isPlain, _isOverTcp, _tcpFailed;

    public LetterCase Letters { get; private set; }

    /// <summary>Whether the question needs a port that nobody else sees.</summary>
    private bool IsAlone { get; set; }

    private bool MayUseTcp => _policy == ProtocolPolicy.UdpThenTcp && !_tcpFailed;

    public void OnOtherSource(UdpChannel channel, ResponseFit fit, IPEndPoint source)
    {
        if (fit == ResponseFit.Exact || (fit == ResponseFit.OtherCase ? _isPlain : !channel.IsShared))
        {
            _facts.OtherSource = source;
        }
        else if (fit == ResponseFit.OtherCase)
        {
            NotInTheseLetters();
        }
    }

    private void DrawLetters()
    {
        _isPlain = _server.Folded >= FoldsUntilPlain;
        Letters = _isPlain ? default : new LetterCase(_transport.Random.NextUInt64());
        IsAlone = _isPlain || _needsOwnPort || LetterCase.LettersIn(Question.Name) < _transport.Sockets.LettersToShare;
    }

    /// <summary>What goes along for the server to repeat; null for nothing.</summary>
    private byte[]? CookieFor(bool isRepeat)
    {
        if (_query.EdnsSize == 0)
        {
            return null;
        }

        var cookie = _server.Cookie ??= new ServerCookie(_transport.Random);
        // Silence may be for the option. So there is always an attempt without it, until the server has answered one with it.
        return !cookie.IsTaken && (isRepeat || _maxAttempts == 1) ? null : cookie.Option;
    }

    /// <summary>Whether a response is to be believed. It is then as if the question had gone out as asked; otherwise the question has been put again.</summary>
    private bool IsProven(UdpChannel channel, ResponseFit fit, byte[] buffer, ref int length)
    {
        if (fit == ResponseFit.OtherCase && !_isPlain)
        {
            NotInTheseLetters();
            return false;
        }

        var isRepeat = ReferenceEquals(channel, _second) && ResponseMatch.IdOf(buffer, length) == _secondId;
        var form = new QuestionForm(Letters, isRepeat ? _secondCookie : _firstCookie);
        var cookie = CookieOption.Find(buffer, length);
        var proof = form.Cookie is null ? CookieProof.Fine : _server.Cookie!.Judge(buffer, cookie, form.Cookie);
        if (fit == ResponseFit.WithoutQuestion && channel.IsShared)
        {
            // No letters, and a port that is known: too easy to guess.
            _needsOwnPort = true;
            PutAgain();
            return false;
        }

        if (proof != CookieProof.Fine)
        {
            NotWithThisCookie(proof);
            return false;
        }

        if (isRepeat && _firstCookie is not null && form.Cookie is null)
        {
            _server.Cookie?.Dropped();
        }

        _facts.Form = form;
        length = Received.Restore(buffer, length, Question, cookie);
        return true;
    }

    private void NotInTheseLetters()
    {
        _server.Folded++;
        PutAgain(overTcp: ++_folded >= FoldsUntilPlain && MayUseTcp);
    }

    private void NotWithThisCookie(CookieProof proof)
    {
        if (proof == CookieProof.AskWithout)
        {
            PutAgain();
            return;
        }

        if (++_unproven > 1 && !MayUseTcp)
        {
            _server.Cookie!.TurnOff();
        }

        PutAgain(overTcp: _unproven > 1 && MayUseTcp);
    }

    /// <summary>The connection that was to settle it was no use: over UDP without what the server does not do, which is never held against it.</summary>
    private void OverTcpFailed()
    {
        _tcpFailed = true;
        if (_unproven > 1)
        {
            _server.Cookie?.TurnOff();
        }

        PutAgain();
    }

    private void WaitForSocket()
    {
        var round = _proofs;
        _repeatIsDue = true;
        _transport.Sockets.WhenThereIsRoom(() =>
        {
            if (IsCompleted || round != _proofs)
            {
                return;
            }

            _repeatIsDue = false;
            if (_udpOver)
            {
                return;
            }

            if (_socket is null)
            {
                SendFirst();
            }
            else
            {
                SendUdp(_transport.Loop.Now);
            }
        });
    }

    private void PutAgain(bool overTcp = false)
    {
        _facts.Ignored++;
        _proofs++;
        _isOverTcp = overTcp;
        ForgetUdp();
        ForgetTcp();
        _transport.AskAgain(_server, this, _repeats);
    }
}

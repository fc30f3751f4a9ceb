using System;

namespace GlueTools.Network.Transport;

/// <summary>
/// How fast a server may be asked beside all fixed limits. A server that has answered and then begins to drop is probably asked too much: it is then asked
/// somewhat less than it last answered, and the pace rises again steadily while answers come. Time comes in as a parameter, in microseconds of the loop's clock.
/// </summary>
internal sealed class ServerPace
{
    /// <summary>Questions a second that every server is asked if need be.</summary>
    internal const double Slowest = 5;

    /// <summary>Answers before anything is concluded from losses: less than this is one domain's questions.</summary>
    internal const int AnswersFirst = 20;

    /// <summary>Of so many attempts, or a tenth of what it answered in its best second where that is more…</summary>
    internal const int Sample = 20;

    /// <summary>…so many lost are no chance, or a quarter of the greater number: a path that loses one in ten at random shows this in one sample of 25.</summary>
    internal const int TooManyLost = Sample / 4;

    /// <summary>Steps in which the pace rises back, one a second.</summary>
    internal const int Steps = 20;

    /// <summary>How often in a row a server that answered may be unheard before it counts as silent.</summary>
    internal const int Chances = 2;

    /// <summary>The part of what a server answered that it is asked once it drops.</summary>
    internal const double Less = 0.75;

    /// <summary>What is left after a second of what counts as the best second.</summary>
    private const double Fading = 0.8;

    private const long SecondUs = 1_000_000;

    private readonly long _timeoutUs;
    private int _answers, _settled, _lost, _unheard;
    private long _secondAt = long.MinValue, _slowedAt = long.MinValue, _raisedAt, _unheardAt = long.MinValue, _nextAt;
    private double _thisSecond, _mostAnswered, _before;

    internal ServerPace(long timeoutUs) => _timeoutUs = timeoutUs;

    /// <summary>Questions a second; 0 where nothing holds back.</summary>
    internal double PerSecond { get; private set; }

    internal bool IsSlowed => PerSecond > 0;

    // At a high rate one full buffer somewhere loses a handful at once, which says little.
    private double SampleNow => Math.Max(Sample, Math.Max(_mostAnswered, _thisSecond) / 10);

    /// <summary>Microseconds until the next may be sent.</summary>
    internal long Wait(long now) => IsSlowed ? Math.Max(0, _nextAt - now) : 0;

    /// <summary>A datagram or a connection goes out.</summary>
    internal void Sent(long now)
    {
        if (IsSlowed)
        {
            _nextAt = Math.Max(now, _nextAt) + (long)(SecondUs / PerSecond);
        }
    }

    /// <summary>An answer came.</summary>
    internal void Answered(long now)
    {
        _answers = Math.Min(_answers + 1, AnswersFirst);
        if (_secondAt == long.MinValue || now - _secondAt >= SecondUs)
        {
            // Losses show a time-out later, so the best second is remembered for a while.
            _mostAnswered = Math.Max(_thisSecond, _mostAnswered * Fading);
            _thisSecond = 0;
            _secondAt = now;
        }

        _thisSecond++;
        _unheard = 0;
        Settle();
        if (!IsSlowed)
        {
            return;
        }

        PerSecond += Math.Min(now - _raisedAt, SecondUs) * (Math.Max(_before / Steps, 1) / SecondUs);
        _raisedAt = now;
        if (PerSecond > 2 * _before)
        {
            PerSecond = 0;
        }
    }

    /// <summary>An attempt had no answer in time, or the server said that it will not answer what it formerly did.</summary>
    internal void Lost(long now)
    {
        _lost++;
        if (_answers >= AnswersFirst && _lost * 4 >= SampleNow)
        {
            Slow(now, Less);
        }

        Settle();
    }

    /// <summary>Nothing at all was heard while a whole exchange lasted.</summary>
    /// <returns>Whether that may still be for being asked too much: then it is now asked slowly. False where the server must count as silent.</returns>
    internal bool Unheard(long now)
    {
        if (_answers < AnswersFirst)
        {
            return false;
        }

        // What was sent together is lost together, and counts once.
        if (_unheardAt == long.MinValue || now - _unheardAt >= _timeoutUs)
        {
            _unheardAt = now;
            _unheard++;
            Slow(now, Less / 2);
        }

        if (_unheard <= Chances)
        {
            return true;
        }

        // Whatever it is, it is not our pace. When it answers again, that begins anew.
        _answers = _unheard = 0;
        PerSecond = 0;
        return false;
    }

    /// <summary>The server refuses what it answers at another time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="since">When what it refused was put: before the last step, that says nothing of the pace since.</param>
    /// <param name="answered">What it answered in its best second, refusals not counted.</param>
    internal void Limited(long now, long since, double answered)
    {
        if (_slowedAt == long.MinValue || since > _slowedAt)
        {
            Slow(now, answered, Less);
        }
    }

    private void Slow(long now, double part)
    {
        _lost = _settled = 0;
        // What is lost now was sent before the last step could show.
        if (_slowedAt == long.MinValue || now - _slowedAt >= _timeoutUs)
        {
            Slow(now, Math.Max(_mostAnswered, _thisSecond), part);
        }
    }

    private void Slow(long now, double answered, double part)
    {
        if (!IsSlowed)
        {
            _nextAt = now;
        }

        _before = answered;
        PerSecond = Math.Max(Slowest, (IsSlowed ? Math.Min(PerSecond, _before) : _before) * part);
        _slowedAt = _raisedAt = now;
    }

    private void Settle()
    {
        if (++_settled >= SampleNow)
        {
            _settled = _lost = 0;
        }
    }
}

using System.Runtime.InteropServices;

namespace GlueTools.Console.Streams;

/// <summary>What a run's exit status says.</summary>
public static class ExitCode
{
    /// <summary>Everything was answered, and nothing reached <c>--fail-on</c>.</summary>
    public const int Good = 0;

    /// <summary>A finding reached <c>--fail-on</c>.</summary>
    public const int Found = 1;

    /// <summary>Nothing did, but a row is Unknown or Invalid; or the command line is wrong, or port 53 cannot be used from here.</summary>
    public const int Failure = 2;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>SIGTERM.</summary>
    public const int Terminated = 143;

    /// <summary>SIGHUP: the terminal has gone.</summary>
    public const int HungUp = 129;

    /// <summary>Nobody reads standard output any more, as a shell reports it.</summary>
    public const int ClosedOutput = 141;

    /// <summary>What a shell reports of a program that a signal ended: 128 and the signal's number.</summary>
    internal static int Of(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGTERM => Terminated,
        PosixSignal.SIGHUP => HungUp,
        _ => Interrupted,
    };
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;

namespace GlueTools.Console;

internal static class Program
{
    private static int Main(string[] args) => TooFewFiles.Said() ? ExitCode.Failure : Run(args);

    // By itself, so that nothing it needs is loaded before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string[] args)
    {
        using var streams = ConsoleStreams.OfProcess();
        using var taken = Descriptors.TakeFree();
        using var ended = new CancellationTokenSource();
        var status = ExitCode.Interrupted;
        void End(PosixSignalContext signal)
        {
            // The second ends the process as it is: whoever waits for a terminal, or for a disk that does not answer, does not look.
            signal.Cancel = !ended.IsCancellationRequested;
            if (!ended.IsCancellationRequested)
            {
                status = ExitCode.Of(signal.Signal);
                ended.Cancel();
            }
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
        var result = GlueApp.Run(args, streams, ended.Token);
        return result == ExitCode.Interrupted ? status : result;
    }
}

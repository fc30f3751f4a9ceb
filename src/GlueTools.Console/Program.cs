using System.Runtime.InteropServices;
using System.Threading;
using GlueTools.Console.Running;

namespace GlueTools.Console;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var ended = new CancellationTokenSource();
        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var streams = ConsoleStreams.OfProcess();
        return GlueApp.Run(args, streams, ended.Token);
    }
}

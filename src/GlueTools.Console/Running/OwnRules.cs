using System;
using GlueTools.Console.Streams;
using GlueTools.Reports.Formats;

namespace GlueTools.Console.Running;

/// <summary>A run whose format has rules of its own for the exit status: where it cannot be done, that is told by those rules, too.</summary>
internal static class OwnRules
{
    internal static int Of(IReportFormat? format, ConsoleStreams streams, Func<int> run)
    {
        if (format is not IExitStatus own)
        {
            return run();
        }

        try
        {
            return run();
        }
        catch (UsageException refused)
        {
            streams.Out.Write(own.FailureLine(refused.Message));
            streams.Out.Flush();
            foreach (var sentence in refused.Sentences)
            {
                streams.Error.WriteLine(sentence);
            }

            return own.FailureStatus;
        }
    }
}

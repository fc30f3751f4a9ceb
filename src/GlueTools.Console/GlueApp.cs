using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Console.Commands;
using GlueTools.Console.Options;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Network.Transport;

namespace GlueTools.Console;

/// <summary>The whole of <c>glue</c>: arguments in, exit status out.</summary>
public static class GlueApp
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="streams">Where to read and write.</param>
    /// <param name="cancel">Ends the run, as Ctrl-C does.</param>
    /// <returns>The exit status, see <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, ConsoleStreams streams, CancellationToken cancel)
    {
        try
        {
            // A file name behind @ would be replaced by the file's words; nothing here needs that.
            var parsed = GlueCommand.Create(streams, cancel).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Any(error => OptionReader.OptionOf(error) is not { Option: IValueOption option } || !option.Says(error.Message)))
            {
                return Refuse(parsed, streams.Error);
            }

            if (parsed.Errors.Count > 0)
            {
                // The values alone are wrong: the command tells that with all else that it finds wrong.
                return ((SynchronousCommandLineAction)parsed.CommandResult.Command.Action!).Invoke(parsed);
            }

            // Signals are the program's business, and exceptions are caught below.
            var exit = parsed.Invoke(new InvocationConfiguration
            {
                Output = streams.Out,
                Error = streams.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            // What has not come out by now has to be told of, too.
            streams.Out.Flush();
            return exit;
        }
        catch (UsageException refused)
        {
            foreach (var sentence in refused.Sentences)
            {
                streams.Error.WriteLine(sentence);
            }

            return ExitCode.Failure;
        }
        catch (TooFewFilesException few)
        {
            streams.Error.WriteLine(few.Message);
            return ExitCode.Failure;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (ClosedOutputException)
        {
            // The reader of a pipe has seen enough.
            return ExitCode.ClosedOutput;
        }
        catch (Exception fault)
        {
            // With its stack: this is ours to mend.
            streams.Error.WriteLine("A fault in GlueTools ended the run: " + fault);
            return ExitCode.Failure;
        }
    }

    private static int Refuse(ParseResult parsed, TextWriter error)
    {
        foreach (ParseError one in parsed.Errors)
        {
            error.WriteLine(one.Message);
        }

        error.WriteLine("'" + CommandShape.PathOf(parsed.CommandResult) + " --help' lists what it takes.");
        return ExitCode.Failure;
    }
}

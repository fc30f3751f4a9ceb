using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Commands;

/// <summary><c>glue lab start</c>: runs the lab until it is interrupted, for trying things out from another shell.</summary>
internal static class LabStartCommand
{
    private const int PlainPort = 5300;

    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("start", "Start the lab and run until Ctrl-C.");
        var source = command.Takes(new ScenarioOption());
        var plain = command.Takes(Texts.Switch("--plain", "One loopback address for each server, all at one port, for dig (Linux and Windows)."));
        var port = command.Takes(Values.Number("--port", "The port of --plain, 1 to 65535 (5300).", 1, 65535));
        var hints = command.Takes(Texts.Option("--write-hints", "FILE", "Where to write the root hints (a file in the temporary folder)."));
        var map = command.Takes(Texts.Option("--write-map", "FILE", "Where to write the address map (a file in the temporary folder)."));
        var bootstrap = command.Takes(Texts.Option("--write-bootstrap", "FILE", "Where to write the list that leads to the lab's registry (a file in the temporary folder)."));
        return command.Does(options =>
        {
            var scenario = source.Read(options);
            var portNumber = options.Value(port, PlainPort);
            var isPlain = options.Switch(plain);
            if (options.Has(port) && !isPlain)
            {
                options.Mistake("--port goes with --plain; without it each server has a free port of its own.");
            }

            options.ThrowIfMistaken();
            using var network = Start(scenario!, isPlain ? portNumber : null);
            using var registry = StartRegistry(scenario!);
            using var files = LabFiles.Write(network, options.Text(hints), options.Text(map), registry, options.Text(bootstrap));
            LabGreeting.Write(streams.Out, network, files, isPlain ? portNumber : null);
            cancel.WaitHandle.WaitOne();
            return ExitCode.Good;
        });
    }

    private static LabNetwork Start(LabScenario scenario, int? plainPort)
    {
        try
        {
            return plainPort is { } port ? LabNetwork.StartPlain(scenario, port) : LabNetwork.Start(scenario);
        }
        catch (SocketException error)
        {
            throw new UsageException(plainPort is { } port
                ? string.Format(CultureInfo.InvariantCulture, "The lab cannot use port {0} of 127.53.1.1 and up: {1}. Try another --port.", port, error.Message)
                : "The lab cannot open its ports on 127.0.0.1: " + error.Message);
        }
    }

    private static LabRegistry StartRegistry(LabScenario scenario)
    {
        try
        {
            return LabRegistry.Start(scenario);
        }
        catch (SocketException error)
        {
            throw new UsageException("The lab's registry cannot open a port on 127.0.0.1: " + error.Message);
        }
    }
}

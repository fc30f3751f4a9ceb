using System.Collections.Generic;
using System.CommandLine;
using System.Net;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Sessions;
using GlueTools.Shared;

namespace GlueTools.Console.Commands;

/// <summary><c>glue query</c>: the whole answer of one server to one question.</summary>
internal static class QueryCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("query", "Ask one server one question and show the whole answer.");
        var serverText = command.Takes(new Argument<string>("SERVER") { Description = "The server's IP address or host name." });
        var name = command.Takes(new Argument<string>("NAME") { Description = "The name to ask about." });
        var type = command.Takes(new Argument<string?>("TYPE") { Description = "The record type (NS).", Arity = ArgumentArity.ZeroOrOne });
        var network = command.Takes(new NetworkOptions());
        var dnssec = command.Takes(Texts.Switch("--dnssec", "Ask for DNSSEC records, too."));
        var recurse = command.Takes(Texts.Switch("--recurse", "Ask the server to find the answer out (RD)."));
        var output = command.Takes(new OutputOptions());
        return command.Does(options =>
        {
            var audit = network.Read(options);
            var choice = output.Read(options);
            var typeText = options.Value(type) ?? "NS";
            var servers = Servers(options, options.Value(serverText)!);
            if (!DomainNameInput.TryRead(options.Value(name), out var domain, out _, out var sentence))
            {
                options.Mistake(sentence);
            }

            if (!RecordTypes.TryParse(typeText, out var recordType))
            {
                options.Mistake("TYPE takes a record type such as NS or TYPE65, not '" + UserText.Shown(typeText) + "'.");
            }

            options.ThrowIfMistaken();
            using var session = new QuerySession(audit);
            var query = new QueryOptions { EdnsSize = audit.EdnsSize, DnssecOk = options.Switch(dnssec), RecursionDesired = options.Switch(recurse) };
            foreach (var server in servers)
            {
                session.Start(server, new Question(domain, recordType), query, audit.TcpOnly ? ProtocolPolicy.TcpOnly : ProtocolPolicy.UdpThenTcp);
            }

            var writer = Layouts.Message.WriterFor(choice, streams.Out, TableStyle.Of(streams));
            var exit = ExitCode.Good;
            for (var left = servers.Count; left > 0; left--)
            {
                var message = DnsMessage.From(session.Take(cancel));
                writer.Write(message);
                exit = message.Status == nameof(ExchangeOutcome.Answered) ? exit : ExitCode.Failure;
            }

            writer.End();
            return exit;
        });
    }

    /// <summary>The server's address; of a host name all that this machine's resolver gives.</summary>
    private static IReadOnlyList<IPAddress> Servers(OptionReader options, string text)
    {
        try
        {
            return AddressTexts.Read([text], "SERVER", System.Net.Dns.GetHostAddresses);
        }
        catch (ServerTextException error)
        {
            options.Mistake(error.Message);
            return [];
        }
    }
}

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using GlueTools.Delegation.Answers;
using GlueTools.Network.Options;

namespace GlueTools.Console.Options;

/// <summary>Where a walk begins and how fast it goes: what every command that takes a list of names has.</summary>
/// <param name="timeout">The option for the time that one attempt may take.</param>
internal sealed class WalkOptions(string timeout = NetworkOptions.Timeout) : IOptionGroup
{
    private readonly NetworkOptions _network = new(timeout);
    private readonly Option<string[]> _servers = Texts.Repeated("--server", "ADDRESS", "Start at this server of the parent zone or of an ancestor zone instead of the root; may be repeated.");
    private readonly Option<string> _rootHints = Texts.Option("--root-hints", "FILE", "Root servers to start from, as a hints file (built-in list).");
    private readonly Option<bool> _ipv4Only = Texts.Switch("--ipv4-only", "Ask IPv4 addresses only.");
    private readonly Option<bool> _ipv6Only = Texts.Switch("--ipv6-only", "Ask IPv6 addresses only.");
    private readonly Option<string> _throttle = Texts.Option("--throttle", "N", "Domains under way at once, 1 or more (64).");
    private readonly Option<string> _serverThrottle = Texts.Option("--server-throttle", "N", "Questions under way at once to one server address, 1 or more (8).");
    private readonly Option<string> _serverRate = Texts.Option("--server-rate", "N", "Questions a second to one public server address; 0 for no limit (50).");
    private readonly Option<string> _rate = Texts.Option("--rate", "N", "Questions a second in the whole run; 0 for no limit (2000).");
    private readonly Option<string> _seed = Texts.Option("--seed", "N", "Repeat the random choices of an earlier run; with several names only at --throttle 1.");

    public void AddTo(Command command)
    {
        command.Add(_servers);
        command.Add(_rootHints);
        _network.AddTo(command);
        command.Add(_ipv4Only);
        command.Add(_ipv6Only);
        command.Add(_throttle);
        command.Add(_serverThrottle);
        command.Add(_serverRate);
        command.Add(_rate);
        command.Add(_seed);
    }

    internal AuditOptions Read(OptionReader options)
    {
        var network = _network.Read(options);
        if (options.Switch(_ipv4Only) && options.Switch(_ipv6Only))
        {
            options.Mistake("--ipv4-only and --ipv6-only leave nothing to ask; give one of them.");
        }

        return network with
        {
            Servers = options.Addresses(_servers),
            RootHints = options.ReadFile(_rootHints, ReadHints),
            IPv4Only = options.Switch(_ipv4Only),
            IPv6Only = options.Switch(_ipv6Only),
            ThrottleLimit = options.Number(_throttle, network.ThrottleLimit, 1),
            ServerThrottleLimit = options.Number(_serverThrottle, network.ServerThrottleLimit, 1),
            ServerRateLimit = options.Number(_serverRate, network.ServerRateLimit, 0),
            RateLimit = options.Number(_rate, network.RateLimit, 0),
        };
    }

    /// <summary>For choices that need not be secret.</summary>
    internal Random ReadRandom(OptionReader options) => options.Number(_seed) is { } seed ? new Random(seed) : new Random();

    private static IReadOnlyList<ServerAddress> ReadHints(TextReader text)
    {
        var hints = RootHints.Read(text);
        return hints.Count > 0 ? hints : throw new FormatException("it holds no address of a root server.");
    }
}

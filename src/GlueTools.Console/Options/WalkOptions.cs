using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Network.Options;

namespace GlueTools.Console.Options;

/// <summary>Where a walk begins and how fast it goes: what every command that takes a list of names has.</summary>
/// <param name="timeout">The option for the time that one attempt may take.</param>
internal sealed class WalkOptions(string timeout = NetworkOptions.Timeout) : IOptionGroup
{
    private readonly NetworkOptions _network = new(timeout);
    private readonly Option<IPAddress[]> _servers = Values.Addresses("--server", "Start at this server of the parent zone or of an ancestor zone instead of the root; may be repeated.");
    private readonly Option<string> _rootHints = Texts.Option("--root-hints", "FILE", "Root servers to start from, as a hints file (built-in list).");
    private readonly Option<bool> _ipv4Only = Texts.Switch("--ipv4-only", "Ask IPv4 addresses only.");
    private readonly Option<bool> _ipv6Only = Texts.Switch("--ipv6-only", "Ask IPv6 addresses only.");
    private readonly Option<int> _throttle = Values.Number("--throttle", "Domains under way at once, 1 or more (64).", 1);
    private readonly Option<int> _serverThrottle = Values.Number("--server-throttle", "Questions under way at once to one server address, 1 or more (8).", 1);
    private readonly Option<int> _serverRate = Values.Number("--server-rate", "Questions a second to one public server address; 0 for no limit (50).", 0);
    private readonly Option<int> _rate = Values.Number("--rate", "Questions a second in the whole run; 0 for no limit (2000).", 0);
    private readonly Option<int> _seed = Values.Number("--seed", "Repeat the random choices of an earlier run; with several names only at --throttle 1.");

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
            Servers = options.Values(_servers),
            RootHints = options.ReadFile(_rootHints, ReadHints),
            IPv4Only = options.Switch(_ipv4Only),
            IPv6Only = options.Switch(_ipv6Only),
            ThrottleLimit = options.Value(_throttle, network.ThrottleLimit),
            ServerThrottleLimit = options.Value(_serverThrottle, network.ServerThrottleLimit),
            ServerRateLimit = options.Value(_serverRate, network.ServerRateLimit),
            RateLimit = options.Value(_rate, network.RateLimit),
        };
    }

    /// <summary>For choices that need not be secret.</summary>
    internal Random ReadRandom(OptionReader options) => options.Has(_seed) ? new Random(options.Value(_seed, 0)) : new Random();

    private static IReadOnlyList<ServerAddress> ReadHints(TextReader text)
    {
        var hints = RootHints.Read(text);
        return hints.Count > 0 ? hints : throw new FormatException("it holds no address of a root server.");
    }
}

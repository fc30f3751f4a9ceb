using System.CommandLine;
using GlueTools.Dns.Addresses;
using GlueTools.Network.Options;

namespace GlueTools.Console.Options;

/// <summary>How servers are asked: what every command that uses the network takes.</summary>
/// <param name="timeout">The option for the time that one attempt may take.</param>
internal sealed class NetworkOptions(string timeout = NetworkOptions.Timeout) : IOptionGroup
{
    /// <summary>The option for the time that one attempt may take, where no other time is an option.</summary>
    internal const string Timeout = "--timeout";

    private readonly Option<string> _addressMap = Texts.Option("--address-map", "FILE", "Where server addresses really are, as 'glue lab start' writes it.");
    private readonly Option<string> _port = Texts.Option("--port", "N", "Server port, 1 to 65535 (53).");
    private readonly Option<string> _timeout = Texts.Option(timeout, "SEC", "Seconds for one attempt, 0.1 to 60 (1.5).");
    private readonly Option<string> _retry = Texts.Option("--retry", "N", "Further attempts after the first, 0 to 10 (1).");
    private readonly Option<bool> _tcp = Texts.Switch("--tcp", "Use TCP for everything.");
    private readonly Option<string> _ednsSize = Texts.Option("--edns-size", "N", "UDP payload size announced to servers, 512 to 4096 (1232).");

    public void AddTo(Command command)
    {
        command.Add(_addressMap);
        command.Add(_port);
        command.Add(_timeout);
        command.Add(_retry);
        command.Add(_tcp);
        command.Add(_ednsSize);
    }

    internal AuditOptions Read(OptionReader options)
    {
        var defaults = new AuditOptions();
        return defaults with
        {
            Map = options.ReadFile(_addressMap, AddressMapFile.Read) ?? AddressMap.Identity,
            Port = options.Number(_port, defaults.Port, 1, 65535),
            TimeoutSec = options.Seconds(_timeout, defaults.TimeoutSec, 0.1, 60),
            Retry = options.Number(_retry, defaults.Retry, 0, 10),
            TcpOnly = options.Switch(_tcp),
            EdnsSize = (ushort)options.Number(_ednsSize, defaults.EdnsSize, 512, 4096),
        };
    }
}

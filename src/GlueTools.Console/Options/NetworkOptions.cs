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
    private readonly Option<int> _port = Values.Number("--port", "Server port, 1 to 65535 (53).", 1, 65535);
    private readonly Option<double> _timeout = Values.Seconds(timeout, "Seconds for one attempt, 0.1 to 60 (1.5).", 0.1, 60);
    private readonly Option<int> _retry = Values.Number("--retry", "Further attempts after the first, 0 to 10 (1).", 0, 10);
    private readonly Option<bool> _tcp = Texts.Switch("--tcp", "Use TCP for everything.");
    private readonly Option<int> _ednsSize = Values.Number("--edns-size", "UDP payload size announced to servers, 512 to 4096 (1232).", 512, 4096);

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
            Port = options.Value(_port, defaults.Port),
            TimeoutSec = options.Value(_timeout, defaults.TimeoutSec),
            Retry = options.Value(_retry, defaults.Retry),
            TcpOnly = options.Switch(_tcp),
            EdnsSize = (ushort)options.Value(_ednsSize, defaults.EdnsSize),
        };
    }
}

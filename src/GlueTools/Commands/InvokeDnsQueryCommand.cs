using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net;
using System.Threading;
using GlueTools.Binding;
using GlueTools.Completion;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Sessions;
using GlueTools.Pipeline;

namespace GlueTools.Commands;

/// <summary>Asks given servers one question and shows their whole answers.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "DnsQuery", DefaultParameterSetName = ServerSet, HelpUri = HelpPages.InvokeDnsQuery)]
[OutputType(typeof(DnsMessage))]
public sealed class InvokeDnsQueryCommand : NetworkCommand
{
    private const string ServerSet = "Server", RowSet = "ServerAddress";

    private QuerySession? _session;
    private Pump<Exchange>? _pump;
    private IReadOnlyList<IPAddress> _servers = [];
    private QueryOptions _query = QueryOptions.Default;

    /// <summary>The names to ask for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [DomainNameTransform(PrefersName = true)]
    public string[]? Name { get; set; }

    /// <summary>The record types to ask for: a mnemonic, TYPE123, or A_AAAA for both address types.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RecordTypeCompleter))]
    public string[] Type { get; set; } = ["A"];

    /// <summary>The servers to ask: addresses or host names.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? Server { get; set; }

    /// <summary>The server to ask, from a row that has its address, such as those of Trace-DnsDelegation.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? ServerAddress { get; set; }

    /// <summary>Ask for DNSSEC records as well (the DO bit).</summary>
    [Parameter]
    public SwitchParameter DnssecOk { get; set; }

    /// <summary>Ask the server to resolve the name (the RD bit).</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _servers = ReadAddresses(Server, "-Server");
        _query = new QueryOptions { EdnsSize = (ushort)EdnsSize, DnssecOk = DnssecOk, RecursionDesired = Recurse };
        var options = ReadOptions();
        _session = Open(() => new QuerySession(options, Observer));
        _pump = new Pump<Exchange>(() => ThrottleLimit, TakeFrom<Exchange>(_session.TryTake), exchange => WriteObject(DnsMessage.From(exchange)), () => ShowProgress(_pump!.Finished, _pump.InFlight));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        if (ParameterSetName == RowSet)
        {
            _servers = ReadAddresses(ServerAddress, "-ServerAddress");
        }

        foreach (var text in Name ?? [string.Empty])
        {
            foreach (var type in Types())
            {
                Ask(text, type);
            }
        }

        _pump!.WriteReady(Cancel);
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        _pump!.Drain(Cancel);
        EndRun(domains: null, findings: null);
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Interlocked.Exchange(ref _session, null)?.Dispose();
        }
    }

    private List<RecordType> Types()
    {
        var types = new List<RecordType>();
        foreach (var text in Type)
        {
            if (text.Equals("A_AAAA", StringComparison.OrdinalIgnoreCase))
            {
                types.Add(RecordType.A);
                types.Add(RecordType.AAAA);
            }
            else if (RecordTypes.TryParse(text, out var type))
            {
                types.Add(type);
            }
            else
            {
                Report("InvalidRecordType", ErrorCategory.InvalidArgument, text, "'" + SafeText.Escape(text) + "' is not a record type; write TYPE123 for one without a name here.", "Give a record type such as NS.");
            }
        }

        return types;
    }

    private void Ask(string text, RecordType type)
    {
        // A question may be about names that are no zones, such as a wildcard's.
        if (!DomainNameInput.TryRead(text, out var name, out var problem, out var sentence)
            && !(problem is DomainNameProblem.Wildcard or DomainNameProblem.NotAName && DomainName.TryParse(text, out name)))
        {
            foreach (var server in _servers)
            {
                WriteObject(DnsMessage.Without(server.ToString(), SafeText.Escape(text), type.ToText(), RowStatus.Invalid, sentence));
            }

            Report("InvalidDomainName." + problem, ErrorCategory.InvalidData, text, sentence, "Correct the name.");
            return;
        }

        foreach (var server in _servers)
        {
            _pump!.Add(() => _session!.Start(server, new Question(name, type), _query, TcpOnly ? ProtocolPolicy.TcpOnly : ProtocolPolicy.UdpThenTcp), Cancel);
        }
    }
}

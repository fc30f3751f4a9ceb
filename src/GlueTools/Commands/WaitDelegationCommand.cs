using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net;
using System.Threading;
using GlueTools.Binding;
using GlueTools.Completion;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Registries;

namespace GlueTools.Commands;

/// <summary>Waits until all servers of the parent show what a zone says, or what is given.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Delegation", HelpUri = HelpPages.WaitDelegation)]
[OutputType(typeof(DelegationArrival))]
public sealed class WaitDelegationCommand : DomainCommand, IRegistryParameters
{
    private IReadOnlyList<IPAddress> _resolvers = [];
    private string? _latest;

    /// <summary>The name servers that are waited for, in place of what the zone says: names, or names with addresses (<c>ns1.example.com/192.0.2.1</c>).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? NameServer { get; set; }

    /// <summary>Addresses of these name servers: addresses by name.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Glue { get; set; }

    /// <summary>Servers whose copy of the zone is the truth of what it says: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? ChildServer { get; set; }

    /// <summary>Seconds between two looks; if not given, 10, and then twice as many each time up to 300.</summary>
    [Parameter]
    [ValidateRange(5, 3600)]
    public int PollSec { get; set; }

    /// <summary>Seconds after which it gives up; 0 looks once. Without it, it waits as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0.0, 31536000.0)]
    public override double TimeoutSec { get; set; }

    /// <summary>Seconds that one attempt to ask a server may take.</summary>
    [Parameter]
    [ValidateRange(0.1, 60.0)]
    public double AttemptTimeoutSec { get; set; } = 1.5;

    /// <summary>Resolvers that are asked once all servers of the parent show it: addresses, host names, or words for public ones (<c>cloudflare</c>, <c>google</c>, <c>quad9</c>, <c>public</c> for all).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResolverCompleter))]
    public string[]? Resolver { get; set; }

    /// <summary>Wait until the resolvers show it as well.</summary>
    [Parameter]
    public SwitchParameter RequireResolver { get; set; }

    /// <summary>Ask the registry, too, at each look until it holds what is waited for: what it holds is a row of Servers.</summary>
    [Parameter]
    public SwitchParameter Registry { get; set; }

    /// <summary>Which RDAP servers there are: the path of a list as IANA publishes it, or a lab from Start-GlueLab; a lab that is given as RootHint if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Bootstrap { get; set; }

    /// <summary>Where a search by WHOIS begins: HOST or HOST:PORT.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WhoisServer { get; set; }

    /// <summary>The proxy to go through to registries, http://HOST:PORT; what the environment names if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Proxy { get; set; }

    /// <summary>The certificate of an authority that is believed beside those of the system: a file in PEM or DER.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TrustedCertificate { get; set; }

    /// <summary>Ask registries at special-purpose addresses (private use, loopback), too.</summary>
    [Parameter]
    public SwitchParameter AllowSpecialAddress { get; set; }

    /// <summary>Ask registries that do not have TLS, too.</summary>
    [Parameter]
    public SwitchParameter AllowHttp { get; set; }

    /// <summary>Seconds that one question to a registry may take.</summary>
    [Parameter]
    [ValidateRange(0.5, 300.0)]
    public double RegistryTimeoutSec { get; set; } = 15;

    private protected override double AttemptSec => AttemptTimeoutSec;

    private protected override AuditOptions Configure(AuditOptions options)
    {
        if (RequireResolver && Resolver is null)
        {
            Refuse(nameof(RequireResolver), "-RequireResolver needs a resolver; name one with -Resolver.", "Add -Resolver, or leave -RequireResolver out.");
        }

        if (Glue is not null && NameServer is null)
        {
            Refuse(nameof(Glue), "-Glue gives addresses of name servers; name them with -NameServer.", "Add -NameServer, or leave -Glue out.");
        }

        _resolvers = ReadResolvers(Resolver);
        return base.Configure(options) with { ChildServers = ReadAddresses(ChildServer, "-ChildServer") };
    }

    private protected override bool Prepare(AuditRequest request)
    {
        if (NameServer is null)
        {
            return true;
        }

        try
        {
            request.Proposal = ProposalReader.Read([new ProposalPart(NameServer, Glue, null)], PipelineObject.ReadProperty);
            return true;
        }
        catch (ProposalException error)
        {
            WriteWithout(request, RowStatus.Invalid, error.Message);
            Report(error.Id, ErrorCategory.InvalidArgument, error.Target, error.Message, "Correct what is waited for.");
            return false;
        }
    }

    private protected override void Start(AuditSession session, AuditRequest request) => session.StartWait(
        request.Name,
        new WaitRequest
        {
            Wanted = request.Proposal,
            PollSec = IsBound(nameof(PollSec)) ? PollSec : null,
            TimeoutSec = IsBound(nameof(TimeoutSec)) ? TimeoutSec : null,
            Resolvers = _resolvers,
            RequiresResolvers = RequireResolver,
            Progress = arrival => Volatile.Write(ref _latest, arrival.DomainName + ": " + arrival.ToProgress()),
        },
        request);

    private protected override void WriteItem(AuditItem item, AuditRequest request) => WriteObject(DelegationArrival.From(item.Arrival!));

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        WriteObject(DelegationArrival.Without(request.DomainName, status, detail));

    /// <summary>What was said last of how far it is.</summary>
    private protected override string ProgressOf(string line) => Volatile.Read(ref _latest) ?? line;

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}

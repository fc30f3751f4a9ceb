using System;
using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>Every server address of the parent zone answers, with authority for the parent zone.</summary>
internal sealed class ParentServersAnswer : ICheck
{
    internal static readonly FindingKind ParentServerUnresponsive = new(
        nameof(ParentServersAnswer), nameof(ParentServerUnresponsive), Severity.Warning, "RFC 2182, section 4; RFC 8906, section 3.1.1", "An address of a server of the parent zone gives no answer to questions with EDNS, as resolvers put them.");

    internal static readonly FindingKind ParentServerFails = new(
        nameof(ParentServersAnswer), nameof(ParentServerFails), Severity.Warning, "RFC 1034, section 4.3.2", "A server of the parent zone answers with an error, or without authority for the parent zone.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [ParentServerUnresponsive, ParentServerFails];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        foreach (var server in view.Parent?.Servers ?? [])
        {
            if (server.NotAsked != NotAskedReason.None)
            {
                continue;
            }

            var zone = view.Parent!.Zone;
            if (server.Kind == ResponseKind.None)
            {
                if (view.Conditions.IsTested(server.Server.Address))
                {
                    yield return Finding(ParentServerUnresponsive, view, server, $"{server.Server}, a server of {Prose.Zone(zone, "parent zone")}, {Silence(server, view)}.");
                }
            }
            else if (Fault(server, zone) is { } fault)
            {
                yield return Finding(ParentServerFails, view, server, $"{server.Server}, a server of {Prose.Zone(zone, "parent zone")}, {fault}.");
            }
        }
    }

    private static string? Fault(ParentServer server, DomainName zone) => server.Kind switch
    {
        ResponseKind.Refused or ResponseKind.Failed => "answers " + server.Exchange!.Message!.ResponseCode.ToText(),
        ResponseKind.NotAuthoritative => "answers without authority for " + Prose.Name(zone),
        ResponseKind.UpwardReferral when zone.IsRoot => "refers to the root zone, which it is to serve itself",
        ResponseKind.UpwardReferral => "refers to an ancestor instead of serving " + zone,
        ResponseKind.Malformed => "sends back what is no answer to the question" + (server.Exchange!.Problem is { } problem ? " (" + problem + ")" : string.Empty),
        _ => null,
    };

    /// <summary>How it kept silent. It was asked with EDNS, so that is all that is known of it, unless it was asked without as well.</summary>
    private static string Silence(ParentServer server, DelegationView view)
    {
        var exchange = server.Exchange!;
        if (exchange.Message is { IsTruncated: true })
        {
            return Wording.Silence(exchange, view);
        }

        var silence = exchange.Query.EdnsSize == 0 ? "rejects EDNS, and does not answer questions without it"
            : server.Small is not { } plain ? "does not answer (it was asked with EDNS, as resolvers ask)"
            : plain.IsAnswered ? "does not answer questions with EDNS, though it answers those without"
            : "does not answer questions, with EDNS or without";
        return view.Conditions.TcpOnly ? silence + ", over TCP" : silence;
    }

    private static Finding Finding(FindingKind kind, DelegationView view, ParentServer server, FormattableString statement)
    {
        var witnesses = Wording.OfParent([server.Server]);
        var advice = Advice.Of(Changes.ParentServer(view, witnesses, ServerSetting.ServeZone));
        return server.Server.Name is { } name
            ? kind.Finding(view, name, [server.Server.Address], witnesses, statement, advice)
            : kind.Finding(view, [server.Server.Address], witnesses, statement, advice);
    }
}

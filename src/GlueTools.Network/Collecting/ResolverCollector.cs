using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>Asks a resolver, as its users do, for a domain's name servers and their addresses.</summary>
internal static class ResolverCollector
{
    internal static async LoopTask<ResolverAnswers> Ask(ServerAccess network, IPAddress resolver, DomainName domain, IEnumerable<DomainName> nameServers, AuditTally tally)
    {
        var questions = new List<Question> { new(domain, RecordType.NS) };
        foreach (var name in nameServers)
        {
            questions.Add(new Question(name, RecordType.A));
            questions.Add(new Question(name, RecordType.AAAA));
        }

        var asked = new List<LoopTask<Exchange>>(questions.Count);
        foreach (var question in questions)
        {
            asked.Add(network.Ask(resolver, question, network.RecursiveWithEdns, ProtocolPolicy.UdpThenTcp, tally));
        }

        return new ResolverAnswers(resolver, await LoopTasks.WhenAll(asked));
    }
}

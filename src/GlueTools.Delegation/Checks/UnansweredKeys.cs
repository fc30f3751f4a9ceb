using System;
using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>Servers that answer for a zone with authority, and not the question for its keys, which validating resolvers put where the parent has DS records that count.</summary>
internal static class UnansweredKeys
{
    internal static IEnumerable<Finding> In(DelegationView view)
    {
        var records = new List<DsData>();
        var isSigned = false;
        foreach (var statement in view.Parent?.Statements ?? [])
        {
            records.AddRange(statement.Delegation.Ds);
            isSigned |= statement.HasSignedDs && statement.Delegation.Ds.Count > 0;
        }

        var ds = new DsSet(records);
        if (ds.IsEmpty || ds.IsInsecure)
        {
            yield break;
        }

        var silent = new List<KeyValuePair<ChildServer, string>>();
        var asked = 0;
        foreach (var server in view.Child?.Servers ?? [])
        {
            if (server.IsAuthoritative && server.Names.Count > 0 && server.Answers.Dnskey is not null)
            {
                asked++;
                if (PartialAnswers.OfKeys(server) is { } fault)
                {
                    silent.Add(new KeyValuePair<ChildServer, string>(server, fault));
                }
            }
        }

        foreach (var one in silent)
        {
            yield return DsMatchesChild.DsWithoutDnskey.Finding(
                view,
                one.Key,
                $"{Prose.Capital(Wording.TheParent(view))} has DS records for {view.DomainName} ({KeyWording.Ds(ds.All)}), and {Wording.OfChild(one.Key)} {one.Value}{Consequence(view, isSigned, silent.Count == asked)}.",
                Advice.Of(Changes.Server(view, [Wording.OfChild(one.Key)], ServerSetting.AnswerAllTypes))).As(isSigned ? Severity.Error : Severity.Warning);
        }
    }

    private static string Consequence(DelegationView view, bool isSigned, bool isAll) =>
        (isSigned ? ", so " : ", so, where the DS records are signed, ")
        + (isAll ? "validating resolvers, which get the keys nowhere, answer SERVFAIL for all of " + view.DomainName : "validating resolvers that ask there get no keys to validate " + view.DomainName + " with");
}

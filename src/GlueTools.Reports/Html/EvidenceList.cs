using System.Collections.Generic;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Html;

/// <summary>What every server said, behind a click: a line for each answer, with those who gave it. Servers that agree stand together, so that those that do not are seen.</summary>
internal static class EvidenceList
{
    internal static void Write(StringBuilder html, DelegationView view)
    {
        var parents = new List<SharedAnswer>();
        foreach (var server in view.Parent?.Servers ?? [])
        {
            if (server.Answers is { } answers)
            {
                Add(parents, server.Server.ToString(), [answers.Delegation.Exchange, answers.Udp, answers.Small, answers.Soa]);
            }
        }

        var children = new List<SharedAnswer>();
        foreach (var server in view.Child?.Servers ?? [])
        {
            Add(children, Wording.Name(server), server.Exchanges);
        }

        if (parents.Count + children.Count == 0)
        {
            html.Append("<p class=\"none\">No answers were kept.</p>");
            return;
        }

        html.Append("<details class=\"evidence\"><summary>Evidence: the answers of all servers</summary>");
        Part(html, "What the parent's servers said", parents);
        Part(html, "What the zone's servers said", children);
        html.Append("</details>");
    }

    private static void Add(List<SharedAnswer> answers, string server, IEnumerable<Exchange?> exchanges)
    {
        foreach (var exchange in exchanges)
        {
            if (exchange is null)
            {
                continue;
            }

            // Most servers of a side send the same octets; what is written out once need not be written out again to see that.
            var same = answers.Find(one => HasSameOctets(one.First, exchange));
            if (same is null)
            {
                var text = DigText.AnswerOf(exchange);
                same = answers.Find(one => one.Text == text);
                if (same is null)
                {
                    answers.Add(same = new SharedAnswer(text, exchange));
                }
            }

            same.Servers.Append(DigText.ServerOf(exchange, server));
            same.Count++;
        }
    }

    /// <summary>Whether two exchanges are written out alike for certain: the same question, put the same way, and the same answer but for its ID.</summary>
    private static bool HasSameOctets(Exchange left, Exchange right)
    {
        const int IdLength = 2;
        if (left.AnswerBytes is not { } one || right.AnswerBytes is not { } other || one.Length != other.Length || left.Question != right.Question || left.Protocol != right.Protocol
            || !left.Query.Equals(right.Query) || left.Problem is not null || right.Problem is not null || left.OtherSource is not null || right.OtherSource is not null
            || left.TruncatedMessage is not null || right.TruncatedMessage is not null)
        {
            return false;
        }

        for (var i = IdLength; i < one.Length; i++)
        {
            if (one[i] != other[i])
            {
                return false;
            }
        }

        return true;
    }

    private static void Part(StringBuilder html, string head, List<SharedAnswer> answers)
    {
        if (answers.Count == 0)
        {
            return;
        }

        html.Append("<h4>").Append(head).Append("</h4>");
        foreach (var answer in answers)
        {
            var exchange = answer.First;
            html.Append("<details><summary><code>").Append(HtmlText.Of(exchange.Question.Name.Text)).Append(' ').Append(HtmlText.Of(exchange.Question.Type.ToText())).Append("</code> ");
            html.Append(HtmlText.Of(Outcome(exchange))).Append(answer.Count == 1 ? ": 1 server" : ": " + answer.Count + " servers");
            html.Append("</summary><pre tabindex=\"0\">");
            HtmlText.AddLines(html, answer.Text);
            HtmlText.AddLines(html, answer.Servers.ToString());
            html.Append("</pre></details>");
        }
    }

    private static string Outcome(Exchange exchange)
    {
        var how = exchange.Message is { } message ? message.ResponseCode.ToText() + (message.IsAuthoritative ? " with authority" : string.Empty) : Wording.Failure(exchange.Outcome);
        return how + (exchange.Protocol == DnsProtocol.Tcp ? " over TCP" : string.Empty) + (exchange.Query.EdnsSize == 0 ? " without EDNS" : string.Empty)
            + (exchange.Query.RecursionDesired ? ", recursion asked for" : string.Empty);
    }

    /// <summary>An answer, and who gave it.</summary>
    private sealed class SharedAnswer(string text, Exchange first)
    {
        internal string Text { get; } = text;

        internal Exchange First { get; } = first;

        internal StringBuilder Servers { get; } = new();

        internal int Count { get; set; }
    }
}

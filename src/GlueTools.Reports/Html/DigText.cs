using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Reports.Html;

/// <summary>An exchange in the layout of dig, which everybody who runs name servers reads.</summary>
public static class DigText
{
    private const int OwnerWidth = 28;

    private static readonly (int Bit, string Word)[] Flags = [(0x8000, "qr"), (0x0400, "aa"), (0x0200, "tc"), (0x0100, "rd"), (0x0080, "ra"), (0x0020, "ad"), (0x0010, "cd")];

    /// <summary>The question and the answer, lines joined by line feeds: equal for servers that give the same answer. What became of the question where there is none.</summary>
    public static string AnswerOf(Exchange exchange)
    {
        var text = new StringBuilder();
        text.Append("; <<>> ").Append(Absolute(exchange.Question.Name)).Append(' ').Append(exchange.Question.Type.ToText());
        text.Append(exchange.Query.EdnsSize == 0 ? " +noedns" : " +bufsize=" + Number(exchange.Query.EdnsSize)).Append(exchange.Query.DnssecOk ? " +dnssec" : string.Empty);
        text.Append(exchange.Query.RecursionDesired ? " +recurse" : " +norecurse").Append(exchange.Protocol == DnsProtocol.Tcp ? " +tcp\n" : "\n");
        if (exchange.Message is { } message)
        {
            Add(text, message, exchange.Question);
        }
        else
        {
            text.Append(";; ").Append(Wording.Failure(exchange.Outcome)).Append('\n');
        }

        if (exchange.TruncatedMessage is { } truncated)
        {
            text.Append(";; Truncated over UDP (").Append(Number(truncated.Length)).Append(" octets), asked again over TCP\n");
        }

        if (exchange.OtherSource is { } other)
        {
            text.Append(";; An answer came from ").Append(other).Append(" and was not used\n");
        }

        if (exchange.Problem is { } problem)
        {
            text.Append(";; ").Append(problem).Append('\n');
        }

        return exchange.Message is { } sized ? text.Append(";; MSG SIZE  rcvd: ").Append(Number(sized.Length)).Append('\n').ToString() : text.ToString();
    }

    /// <summary>Who was asked, over what and when, in one line.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="server">What the server is called.</param>
    public static string ServerOf(Exchange exchange, string server) =>
        ";; SERVER: " + server + (exchange.Protocol == DnsProtocol.Tcp ? " (TCP)" : " (UDP)") + ", WHEN: " + exchange.StartedUtc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
        + (exchange.IsAnswered ? ", Query time: " + Number(exchange.RoundTripUs / 1000) + " msec\n" : "\n");

    private static void Add(StringBuilder text, Message message, Question asked)
    {
        text.Append(";; ->>HEADER<<- opcode: ").Append(message.OperationCode == 0 ? "QUERY" : Number(message.OperationCode));
        text.Append(", status: ").Append(message.ResponseCode.ToText()).Append('\n');
        text.Append(";; flags:");
        foreach (var (bit, flag) in Flags)
        {
            text.Append((message.Flags & bit) != 0 ? " " + flag : string.Empty);
        }

        text.Append("; QUERY: ").Append(message.Question is null ? 0 : 1).Append(", ANSWER: ").Append(Number(message.Answer.Count));
        text.Append(", AUTHORITY: ").Append(Number(message.Authority.Count)).Append(", ADDITIONAL: ");
        text.Append(Number(message.Additional.Count + (message.Edns is null ? 0 : 1))).Append('\n');
        if (message.Edns is { } edns)
        {
            text.Append("\n;; OPT PSEUDOSECTION:\n; EDNS: version: ").Append(Number(edns.Version)).Append(", flags:").Append(edns.DnssecOk ? " do" : string.Empty);
            text.Append("; udp: ").Append(Number(edns.PayloadSize)).Append('\n');
            text.Append(edns.ExtendedErrors.Length > 0 ? "; EDE: " + edns.ExtendedErrors + "\n" : string.Empty);
        }

        var question = message.Question ?? asked;
        text.Append("\n;; QUESTION SECTION:\n;").Append(Absolute(question.Name).PadRight(OwnerWidth + 7)).Append(" IN ").Append(question.Type.ToText()).Append('\n');
        Section(text, "ANSWER", message.Answer);
        Section(text, "AUTHORITY", message.Authority);
        Section(text, "ADDITIONAL", message.Additional);
        text.Append('\n');
    }

    private static void Section(StringBuilder text, string name, IReadOnlyList<ResourceRecord> records)
    {
        if (records.Count == 0)
        {
            return;
        }

        text.Append("\n;; ").Append(name).Append(" SECTION:\n");
        foreach (var record in records)
        {
            text.Append(Absolute(record.Owner).PadRight(OwnerWidth)).Append(' ').Append(Number(record.Ttl).PadRight(7));
            text.Append(record.Class == ResourceRecord.InternetClass ? " IN " : " CLASS" + Number(record.Class) + " ").Append(record.Type.ToText().PadRight(6)).Append(' ').Append(record.Data).Append('\n');
        }
    }

    private static string Absolute(DomainName name) => name.IsRoot ? "." : name.Text + ".";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools;

/// <summary>The whole answer of one server to one question, or what became of the question.</summary>
public sealed class DnsMessage
{
    private DnsMessage(Exchange exchange)
    {
        Server = exchange.Server.ToString();
        Name = exchange.Question.Name.Text;
        Type = exchange.Question.Type.ToText();
        Status = exchange.Outcome.ToString();
        Transport = exchange.Protocol.ToString();
        RoundTripUs = exchange.RoundTripUs;
        Detail = exchange.Problem ?? string.Empty;
        TruncatedUdpSize = exchange.TruncatedMessage?.Length ?? 0;
        OtherSource = exchange.OtherSource?.ToString() ?? string.Empty;
        Time = exchange.StartedUtc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
    }

    private DnsMessage(string server, string name, string type, string status, string detail)
    {
        Server = server;
        Name = SafeText.Cell(name);
        Type = type;
        Status = status;
        Detail = detail;
    }

    /// <summary>The server asked.</summary>
    public string Server { get; }

    /// <summary>The name asked about.</summary>
    public string Name { get; }

    /// <summary>The type asked for.</summary>
    public string Type { get; }

    /// <summary>Answered, TimedOut, PortUnreachable, Unreachable, ConnectionLost or Malformed; Invalid where there is no such name to ask for.</summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => Status == "Answered" ? 0 : Status == "Malformed" ? RowRank.Of(Status, Severity.Warning) : RowRank.Of(Status == RowStatus.Invalid ? Status : RowStatus.Unknown, null);

    /// <summary>The response code, EDNS bits included; empty without an answer.</summary>
    public string RCode { get; private set; } = string.Empty;

    /// <summary>The flags that are set, in the order of the header: <c>qr aa tc rd ra ad cd</c>.</summary>
    public string Flags { get; private set; } = string.Empty;

    /// <summary>Whether the answer has authority.</summary>
    public bool AA { get; private set; }

    /// <summary>Whether the answer is truncated.</summary>
    public bool TC { get; private set; }

    /// <summary>The answer section, in master-file form.</summary>
    public TextList Answer { get; private set; } = TextList.None;

    /// <summary>The authority section.</summary>
    public TextList Authority { get; private set; } = TextList.None;

    /// <summary>The additional section, without OPT.</summary>
    public TextList Additional { get; private set; } = TextList.None;

    /// <summary>EDNS: version, payload size and flags; empty where the answer has no OPT record.</summary>
    public string Edns { get; private set; } = string.Empty;

    /// <summary>Extended DNS errors (RFC 8914); empty where there are none.</summary>
    public string ExtendedError { get; private set; } = string.Empty;

    /// <summary>Octets of the answer.</summary>
    public int Size { get; private set; }

    /// <summary>Udp or Tcp.</summary>
    public string Transport { get; } = string.Empty;

    /// <summary>Octets of the truncated UDP answer that led to TCP; 0 where there was none.</summary>
    public int TruncatedUdpSize { get; }

    /// <summary>Where an answer came from that was not the server asked; empty where none did.</summary>
    public string OtherSource { get; } = string.Empty;

    /// <summary>Microseconds to the answer; 0 without one.</summary>
    public long RoundTripUs { get; }

    /// <summary>When the question was sent, ISO 8601, UTC.</summary>
    public string Time { get; } = string.Empty;

    /// <summary>What was wrong with the answer; empty where nothing was.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(Server), Server), (nameof(Name), Name), (nameof(Type), Type), (nameof(Status), Status), (nameof(Rank), Rank), (nameof(RCode), RCode),
        (nameof(Flags), Flags), (nameof(AA), AA), (nameof(TC), TC), (nameof(Answer), Answer), (nameof(Authority), Authority),
        (nameof(Additional), Additional), (nameof(Edns), Edns), (nameof(ExtendedError), ExtendedError), (nameof(Size), Size),
        (nameof(Transport), Transport), (nameof(TruncatedUdpSize), TruncatedUdpSize), (nameof(OtherSource), OtherSource), (nameof(Detail), Detail));

    /// <summary>A row for a question that could not be asked.</summary>
    public static DnsMessage Without(string server, string name, string type, string status, string detail) => new(server, name, type, status, detail);

    /// <summary>The row of what came of a question.</summary>
    public static DnsMessage From(Exchange exchange)
    {
        var row = new DnsMessage(exchange);
        if (exchange.Message is { } message)
        {
            row.RCode = message.ResponseCode.ToText();
            row.Flags = FlagText(message);
            row.AA = message.IsAuthoritative;
            row.TC = message.IsTruncated;
            row.Answer = Records(message.Answer);
            row.Authority = Records(message.Authority);
            row.Additional = Records(message.Additional);
            row.Size = message.Length;
            if (message.Edns is { } edns)
            {
                row.Edns = string.Format(CultureInfo.InvariantCulture, "version {0}, {1} octets{2}", edns.Version, edns.PayloadSize, edns.DnssecOk ? ", do" : string.Empty);
                row.ExtendedError = edns.ExtendedErrors;
            }
        }

        return row;
    }

    private static TextList Records(IReadOnlyList<ResourceRecord> records) => TextList.Of(records);

    private static string FlagText(Message message)
    {
        const int AuthenticData = 0x20, CheckingDisabled = 0x10;
        var set = new List<string>();
        Add(message.IsResponse, "qr");
        Add(message.IsAuthoritative, "aa");
        Add(message.IsTruncated, "tc");
        Add(message.RecursionDesired, "rd");
        Add(message.RecursionAvailable, "ra");
        Add((message.Flags & AuthenticData) != 0, "ad");
        Add((message.Flags & CheckingDisabled) != 0, "cd");
        return string.Join(" ", set);

        void Add(bool isSet, string flag)
        {
            if (isSet)
            {
                set.Add(flag);
            }
        }
    }
}

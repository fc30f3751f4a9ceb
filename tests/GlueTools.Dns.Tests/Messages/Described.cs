using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Messages;

/// <summary>Everything a message says, as text: what two messages are compared by, and what touches every property.</summary>
internal static class Described
{
    internal static string Describe(this Message message) => string.Join(
        "\n",
        [
            $"{message.Id} {message.Flags:X4} {message.ResponseCode.ToText()} {message.OperationCode}",
            $"{message.IsResponse} {message.IsAuthoritative} {message.IsTruncated} {message.RecursionDesired} {message.RecursionAvailable}",
            message.Question is { } question ? question + " " + question.Class : "no question",
            .. Section("answer", message.Answer),
            .. Section("authority", message.Authority),
            .. Section("additional", message.Additional),
            message.Edns is { } edns ? Describe(edns) : "no EDNS",
        ]);

    private static IEnumerable<string> Section(string name, IReadOnlyList<ResourceRecord> records) => records.Select(record => name + " " + record);

    private static string Describe(Edns edns) =>
        $"EDNS {edns.PayloadSize} {edns.Version} {edns.DnssecOk} [{string.Join(" ", edns.Options.Select(option => option.Code + "=" + Convert.ToHexString(option.ToBytes())))}] {edns.ExtendedErrors}";
}

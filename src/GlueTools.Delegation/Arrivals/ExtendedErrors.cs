using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Arrivals;

/// <summary>What a server says of why it failed (RFC 8914), in words.</summary>
internal static class ExtendedErrors
{
    // RFC 8914, section 4, in the order of the codes.
    private static readonly string[] Names =
    [
        "other error", "unsupported DNSKEY algorithm", "unsupported DS digest type", "stale answer", "forged answer", "DNSSEC indeterminate", "DNSSEC bogus", "signature expired",
        "signature not yet valid", "DNSKEY missing", "RRSIGs missing", "no zone key bit set", "NSEC missing", "cached error", "not ready", "blocked", "censored", "filtered", "prohibited",
        "stale NXDOMAIN answer", "not authoritative", "not supported", "no reachable authority", "network error", "invalid data",
    ];

    /// <summary>Each error: its name, or its code where it has none here, and what the server says beside it. Empty where there is none.</summary>
    internal static string Text(Message message)
    {
        var texts = new List<string>();
        foreach (var option in message.Edns?.Options ?? [])
        {
            var data = option.ToBytes();
            if (option.Code != Edns.ExtendedErrorOption || data.Length < 2)
            {
                continue;
            }

            var code = (data[0] << 8) | data[1];
            var text = code < Names.Length ? Names[code] : "extended error " + code.ToString(CultureInfo.InvariantCulture);
            texts.Add(data.Length > 2 ? text + ": " + SafeText.Escape(Encoding.UTF8.GetString(data, 2, data.Length - 2)) : text);
        }

        return string.Join("; ", texts);
    }
}

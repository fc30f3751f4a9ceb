using System;
using System.Globalization;

namespace GlueTools.Dns.Records;

/// <summary>Record types that we name (IANA's registry); any other value is carried as it is (RFC 3597).</summary>
public enum RecordType : ushort
{
    /// <summary>IPv4 address (RFC 1035, section 3.4.1).</summary>
    A = 1,

    /// <summary>Authoritative name server (RFC 1035, section 3.3.11).</summary>
    NS = 2,

    /// <summary>Alias (RFC 1035, section 3.3.1).</summary>
    CNAME = 5,

    /// <summary>Start of authority (RFC 1035, section 3.3.13).</summary>
    SOA = 6,

    /// <summary>Pointer (RFC 1035, section 3.3.12).</summary>
    PTR = 12,

    /// <summary>Mail exchange (RFC 1035, section 3.3.9).</summary>
    MX = 15,

    /// <summary>Text (RFC 1035, section 3.3.14).</summary>
    TXT = 16,

    /// <summary>IPv6 address (RFC 3596).</summary>
    AAAA = 28,

    /// <summary>Where a service is (RFC 2782).</summary>
    SRV = 33,

    /// <summary>Alias of a subtree (RFC 6672).</summary>
    DNAME = 39,

    /// <summary>EDNS pseudo-record (RFC 6891).</summary>
    OPT = 41,

    /// <summary>Delegation signer (RFC 4034, section 5).</summary>
    DS = 43,

    /// <summary>Signature (RFC 4034, section 3).</summary>
    RRSIG = 46,

    /// <summary>Denial of existence (RFC 4034, section 4).</summary>
    NSEC = 47,

    /// <summary>Zone key (RFC 4034, section 2).</summary>
    DNSKEY = 48,

    /// <summary>Hashed denial of existence (RFC 5155).</summary>
    NSEC3 = 50,

    /// <summary>Parameters of hashed denial of existence (RFC 5155, section 4).</summary>
    NSEC3PARAM = 51,

    /// <summary>The DS set that the child wants its parent to have (RFC 7344, section 3.1).</summary>
    CDS = 59,

    /// <summary>Likewise, as keys (RFC 7344, section 3.2).</summary>
    CDNSKEY = 60,

    /// <summary>Child-to-parent synchronisation (RFC 7477).</summary>
    CSYNC = 62,

    /// <summary>Where a parent wants to be told of changes in its children (RFC 9859).</summary>
    DSYNC = 66,

    /// <summary>Any type, in questions only (RFC 8482).</summary>
    ANY = 255,
}

/// <summary>Text form of record types.</summary>
public static class RecordTypes
{
    /// <summary>The mnemonic, or <c>TYPE123</c> (RFC 3597, section 5).</summary>
    public static string ToText(this RecordType type) =>
        Enum.IsDefined(typeof(RecordType), type) ? type.ToString() : "TYPE" + ((ushort)type).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a mnemonic in any case, or <c>TYPE123</c>.</summary>
    public static bool TryParse(string? text, out RecordType type)
    {
        type = Common(text);
        if (type != default || string.IsNullOrEmpty(text))
        {
            return type != default;
        }

        if (text!.StartsWith("TYPE", StringComparison.OrdinalIgnoreCase)
            && ushort.TryParse(text.Substring(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            type = (RecordType)number;
            return true;
        }

        // Enum.TryParse would also take numbers, white space around a mnemonic, and lists such as "A,CNAME".
        foreach (var c in text)
        {
            if (!(c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return text[0] is not (>= '0' and <= '9')
            && Enum.TryParse(text, ignoreCase: true, out type) && Enum.IsDefined(typeof(RecordType), type);
    }

    // What zone files hold millions of.
    private static RecordType Common(string? text) => text switch
    {
        "NS" => RecordType.NS,
        "A" => RecordType.A,
        "AAAA" => RecordType.AAAA,
        "DS" => RecordType.DS,
        "RRSIG" => RecordType.RRSIG,
        "NSEC" => RecordType.NSEC,
        "NSEC3" => RecordType.NSEC3,
        _ => default,
    };
}

namespace GlueTools.Dns.Messages;

/// <summary>Response codes (RFC 1035, section 4.1.1; extended by RFC 6891, section 6.1.3). Other values are carried as they are.</summary>
public enum ResponseCode : ushort
{
    /// <summary>No error.</summary>
    NoError = 0,

    /// <summary>The server could not read the query.</summary>
    FormatError = 1,

    /// <summary>The server failed.</summary>
    ServerFailure = 2,

    /// <summary>The name does not exist (NXDOMAIN).</summary>
    NameError = 3,

    /// <summary>The server does not do this kind of query.</summary>
    NotImplemented = 4,

    /// <summary>The server refuses.</summary>
    Refused = 5,

    /// <summary>The server is not authoritative, or not authorised (RFC 8945).</summary>
    NotAuthoritative = 9,

    /// <summary>EDNS version not supported (RFC 6891, section 6.1.3).</summary>
    BadVersion = 16,

    /// <summary>The server wants its cookie (RFC 7873, section 8).</summary>
    BadCookie = 23,
}

/// <summary>Text form of response codes.</summary>
public static class ResponseCodes
{
    /// <summary>The mnemonic of IANA's registry, or <c>RCODE23</c>.</summary>
    public static string ToText(this ResponseCode code) => code switch
    {
        ResponseCode.NoError => "NOERROR",
        ResponseCode.FormatError => "FORMERR",
        ResponseCode.ServerFailure => "SERVFAIL",
        ResponseCode.NameError => "NXDOMAIN",
        ResponseCode.NotImplemented => "NOTIMP",
        ResponseCode.Refused => "REFUSED",
        ResponseCode.NotAuthoritative => "NOTAUTH",
        ResponseCode.BadVersion => "BADVERS",
        ResponseCode.BadCookie => "BADCOOKIE",
        _ => "RCODE" + ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

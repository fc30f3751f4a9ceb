namespace GlueTools.Dns.Zones;

/// <summary>
/// Types of the IANA registry that have a name in zone files and no place in the list of record types here: enough to know that such a line is one, where its
/// data are not wanted.
/// </summary>
internal static class OtherTypes
{
    internal static bool Contains(string text) => text.ToUpperInvariant() is
        "MD" or "MF" or "MB" or "MG" or "MR" or "NULL" or "WKS" or "HINFO" or "MINFO" or "RP" or "AFSDB" or "X25" or "ISDN" or "RT" or "NSAP" or "NSAP-PTR" or "SIG"
        or "KEY" or "PX" or "GPOS" or "LOC" or "NXT" or "EID" or "NIMLOC" or "ATMA" or "NAPTR" or "KX" or "CERT" or "A6" or "SINK" or "APL" or "SSHFP" or "IPSECKEY"
        or "DHCID" or "TLSA" or "SMIMEA" or "HIP" or "NINFO" or "RKEY" or "TALINK" or "OPENPGPKEY" or "ZONEMD" or "SVCB" or "HTTPS" or "HHIT" or "BRID"
        or "SPF" or "UINFO" or "UID" or "GID" or "UNSPEC" or "NID" or "L32" or "L64" or "LP" or "EUI48" or "EUI64" or "NXNAME" or "URI" or "CAA" or "AVC" or "DOA"
        or "AMTRELAY" or "RESINFO" or "WALLET" or "CLA" or "IPN" or "TA" or "DLV";
}

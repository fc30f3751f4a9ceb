"""
Prints, for each kind of fault alone, what three tools said, and for pairs what is not explained, from the lines that peers.py prints. Ends with 1 where our findings are not what the generator
wrote, or where another tool says something that neither a finding of ours says nor a note explains.
"""
import collections
import json
import sys

from peers30_table import EVERYWHERE, SAME, subject

UNSIGNED = "MISSING_RRSIG MISSING_RRSIG_FOR_ALG_DNSKEY MISSING_RRSIG_FOR_ALG_DS MISSING_NSEC_FOR_NODATA MISSING_NSEC_FOR_NXDOMAIN SIGNATURE_INVALID NO_SEP MISSING_SEP_FOR_ALG REMAINING_LONG DURATION_LONG " \
    "DS02_NO_MATCHING_DNSKEY_RRSIG DS02_RRSIG_NOT_VALID_BY_DNSKEY DS02_DNSKEY_NOT_SIGNED_BY_ANY_DS DS02_NO_VALID_DNSKEY_FOR_ANY_DS DS08_MISSING_RRSIG_IN_RESPONSE DS08_RRSIG_NOT_VALID_BY_DNSKEY " \
    "DS09_MISSING_RRSIG_IN_RESPONSE DS09_NO_MATCHING_DNSKEY DS10_EXPECTED_NSEC_NSEC3_MISSING DS10_MISSING_NSEC_NSEC3 DS10_UNSIGNED_ANSWER DS13_ALGO_NOT_SIGNED_SOA DNSKEY_SMALLER_THAN_REC " \
    "EXTRA_PROCESSING_BROKEN CDS_SIGNER_INVALID DS18_NO_MATCH_CDS_RRSIG_DS DS15_HAS_CDS_NO_CDNSKEY SOA_NOT_OWNER_FOR_NODATA SOA_NOT_OWNER_FOR_NXDOMAIN"
SILENT = "SERVER_UNRESPONSIVE_UDP SERVER_UNRESPONSIVE_TCP CN01_NO_RESPONSE_UDP CN02_NO_RESPONSE_TCP B02_NS_NO_RESPONSE ERROR_RESOLVING_NS_NAME Z01_MNAME_NO_RESPONSE"
NOT_THERE = "NO_ADDRESS_FOR_NS_NAME ERROR_RESOLVING_NS_NAME CAN_NOT_BE_RESOLVED UNEXPECTED_RCODE"
FEWER = "NOT_ENOUGH_NS_DEL NOT_ENOUGH_NS_CHILD NOT_ENOUGH_IPV4_NS_CHILD NOT_ENOUGH_IPV6_NS_CHILD NOT_ENOUGH_IPV4_NS_DEL NOT_ENOUGH_IPV6_NS_DEL"
NONE_LEFT = "CHILD_ZONE_LAME NO_RESOLUTION NO_IPV4_NS_CHILD NO_IPV6_NS_CHILD NO_IPV4_NS_DEL NO_IPV6_NS_DEL " + FEWER
NAMES = "NS_NAME_NOT_IN_CHILD NS_NAME_NOT_IN_PARENT EXTRA_NAME_PARENT EXTRA_NAME_CHILD TOTAL_NAME_MISMATCH EXTRA_ADDRESS_CHILD SAME_IP_ADDRESS MULTIPLE_NS_SET"
NO_RECORDS = "CN01_MISSING_SOA_RECORD_UDP CN01_MISSING_NS_RECORD_UDP CN02_MISSING_SOA_RECORD_TCP CN02_MISSING_NS_RECORD_TCP NS_ERROR"
NO_CHILD = "B01_NO_CHILD CANNOT_CONTINUE"
WITHOUT_DS = "DS07_NO_DS_ON_PARENT_SERVER DS07_NO_DS_FOR_SIGNED_ZONE DS01_PARENT_ZONE_NO_DS DNSKEY_BUT_NOT_DS"

# What another tool says for the same fault, by our code; added to those of the thirty domains.
MORE_SAME = {
    "AddressNotPublic": SILENT + " NS_NAME_PRIVATE_IP GLUE_PRIVATE_IP NAMESERVER_IP_PRIVATE_NETWORK A01_LOCAL_USE_ADDR A01_DOCUMENTATION_ADDR A01_ADDR_NOT_GLOBALLY_REACHABLE",
    "AddressOfTransition": SILENT + " A01_ADDR_NOT_GLOBALLY_REACHABLE",
    "ChildServersDisagreeOnNameServers": NAMES,
    "CircularDependency": NOT_THERE,
    "DelegationUnreachable": SILENT + " B02_NO_WORKING_NS CANNOT_CONTINUE NO_NS_ADDRESSES_FOR_IPV4 NO_NS_ADDRESSES_FOR_IPV6",
    "DnskeySignatureExpired": "EXPIRATION_IN_PAST RRSIG_EXPIRED DS08_DNSKEY_RRSIG_EXPIRED",
    "DnskeySignatureExpiresSoon": "REMAINING_SHORT",
    "DnskeySignatureNotYetValid": "INCEPTION_IN_FUTURE DS08_DNSKEY_RRSIG_NOT_YET_VALID",
    "DsDeletionRequested": WITHOUT_DS,
    "DsDeprecated": "DIGEST_ALGORITHM_PROHIBITED DS01_DS_ALGO_DEPRECATED DS01_DS_ALGO_2_MISSING",
    "DsForRevokedKey": "DNSKEY_REVOKED_DS",
    "DsMatchesNoKey": "DS02_NO_DNSKEY_FOR_DS DNSKEY_MISSING_FROM_SERVERS",
    "DsMissing": WITHOUT_DS,
    "DsNotSigned": "DS07_NO_DS_ON_PARENT_SERVER DS07_NO_DS_FOR_SIGNED_ZONE",
    "DsUnsupported": "DIGEST_ALGORITHM_NOT_SUPPORTED ALGORITHM_NOT_SUPPORTED DS01_DS_ALGO_RESERVED DS01_DS_ALGO_2_MISSING",
    "DsWithoutDnskey": "DNSKEY_MISSING_FROM_SERVERS DS07_INCONSISTENT_SIGNED DS11_INCONSISTENT_SIGNED_ZONE DS11_NS_WITH_UNSIGNED_ZONE DS11_NS_WITH_SIGNED_ZONE DS03_SERVER_NO_DNSSEC_SUPPORT "
                       "DS05_SERVER_NO_DNSSEC DS10_SERVER_NO_DNSSEC NO_RESPONSE_DNSKEY",
    "GlueDangling": SILENT,
    "GlueIncomplete": "GLUE_MISMATCH EXTRA_ADDRESS_CHILD",
    "GlueMissing": "MISSING_GLUE_FOR_NS_NAME EXTRA_ADDRESS_CHILD",
    "GlueNameNotInChild": FEWER,
    "GlueSwapped": "GLUE_MISMATCH IN_BAILIWICK_ADDR_MISMATCH EXTRA_ADDRESS_CHILD",
    "MoveUnfinished": NAMES + " MULTIPLE_SOA_SERIALS SOA_SERIAL_VARIATION",
    "NameDoesNotExist": NO_CHILD,
    "NameIsAlias": NO_CHILD,
    "NameServerCannotExist": NOT_THERE + " NAMESERVER_NUMERIC_TLD",
    "NameServerDomainDoesNotExist": NOT_THERE,
    "NameServerHasNoAddress": NOT_THERE + " NS_NAME_NOT_IN_PARENT EXTRA_NAME_CHILD",
    "NameServerIsNoHostName": "NAMESERVER_NON_ALLOWED_CHARS",
    "NameServerOnlyAtParent": NAMES,
    "NameServerOnlyInChild": NAMES,
    "NameServerSetsDisjoint": NAMES,
    "NameServerUnresolvable": NOT_THERE + " " + FEWER,
    "NoIPv4NameServer": "NO_NS_ADDRESSES_FOR_IPV4 ERROR_RESOLVING_NS_NAME NO_IPV4_NS_CHILD NO_IPV4_NS_DEL NOT_ENOUGH_IPV4_NS_DEL",
    "NoIPv6NameServer": "NO_NS_ADDRESSES_FOR_IPV6 NO_IPV6_NS_CHILD NO_IPV6_NS_DEL NOT_ENOUGH_IPV6_NS_DEL",
    "NotDelegated": NO_CHILD,
    "NullNameServer": "NO_NS_ADDRESSES_FOR_IPV4 NO_ADDRESS_FOR_NS_NAME B02_NO_WORKING_NS B02_NS_NO_IP_ADDR CANNOT_CONTINUE",
    "ParentServerFails": "SERVER_INVALID_RESPONSE_UDP SERVER_INVALID_RESPONSE_TCP",
    "ParentServerUnresponsive": SILENT,
    "ParentServersDisagreeOnDs": "DS07_NO_DS_ON_PARENT_SERVER DS07_INCONSISTENT_DS DS11_INCONSISTENT_DS DS11_PARENT_WITHOUT_DS DS11_PARENT_WITH_DS DS01_PARENT_SERVER_NO_DS DNSKEY_BUT_NOT_DS DS02_NO_DNSKEY_FOR_DS",
    "ParentServersDisagreeOnGlue": "GLUE_MISMATCH IN_BAILIWICK_ADDR_MISMATCH",
    "ParentServersDisagreeOnDelegation": NAMES + " B01_INCONSISTENT_DELEGATION",
    "ParentServersDisagreeOnNameServers": NAMES + " B01_INCONSISTENT_DELEGATION",
    "ServerNotAuthoritative": NO_RECORDS + " SOA_NOT_EXISTS NOT_AUTHORITATVE NOT_AUTHORITATIVE MISSING_SOA_FOR_NODATA SERVER_NOT_AUTHORITATIVE IS_NOT_AUTHORITATIVE",
    "ServerRefersUpward": NO_RECORDS + " NS_FAILED SOA_NOT_EXISTS UPWARD_REFERRAL SERVER_NOT_AUTHORITATIVE IS_NOT_AUTHORITATIVE",
    "ServerUnresponsive": SILENT,
    "SiblingGlueStale": "OUT_OF_BAILIWICK_ADDR_MISMATCH GLUE_MISMATCH",
    "TooFewNameServers": FEWER,
    "ZoneWithoutNameServers": NO_RECORDS + " " + NAMES + " " + NONE_LEFT,
}

# What they say more, and why it is no finding here: the note, the tags, and our codes or kinds of fault of which one has to be there.
NOTES = [
    ("a", UNSIGNED, ()),
    ("b", "GLUE_MISMATCH IN_BAILIWICK_ADDR_MISMATCH DEL_NS_SAME_IP CHILD_NS_SAME_IP SAME_IP_ADDRESS SERVER_INVALID_RESPONSE_UDP SERVER_INVALID_RESPONSE_TCP CN01_UNEXPECTED_RCODE_SOA_QUERY_UDP "
          "CN01_UNEXPECTED_RCODE_NS_QUERY_UDP CN02_UNEXPECTED_RCODE_SOA_QUERY_TCP CN02_UNEXPECTED_RCODE_NS_QUERY_TCP IS_NOT_AUTHORITATIVE UNEXPECTED_RCODE NS_ERROR A_UNEXPECTED_RCODE NO_RESPONSE_DNSKEY", ("NameServerIsAlias",)),
    ("c", "GLUE_MISMATCH EXTRA_ADDRESS_CHILD", ("ChildServersDisagreeOnAddresses",)),
    ("d", "EXTRA_ADDRESS_CHILD", ("ReferralOver512",)),
    ("e", "EXTRA_GLUE_IPV4 EXTRA_GLUE_IPV6 NO_ADDRESS_FOR_NS_NAME EXTRA_NAME_PARENT TOTAL_NAME_MISMATCH " + NONE_LEFT, ("ServerDeniesZone", "one_parent_denies")),
    ("f", "OUT_OF_BAILIWICK_ADDR_MISMATCH", ("sibling_glue_stale", "in_dead_domain")),
    ("g", "IS_A_RECURSOR", ("ServerRefersUpward",)),
    ("h", SILENT, ("zone_between",)),
    ("i", "DNSKEY_MISSING_FROM_SERVERS NO_RESPONSE_DNSKEY", ("ServerRefersUpward", "ServerRefuses", "ServerFails", "ServerDeniesZone", "ServerNotAuthoritative")),
    ("j", "CAN_NOT_BE_RESOLVED NO_IPV4_NS_CHILD NO_IPV6_NS_CHILD " + FEWER, ("ChildServersDisagreeOnNameServers",)),
    ("k", "CDS_INCONSISTENT_WITH_DS", ("ds_deletion",)),
    ("l", "EXTRA_GLUE_IPV6 ERROR_RESOLVING_NS_NAME", ("no_ipv4",)),
]
ALWAYS = EVERYWHERE + " ERROR_ASN_DATABASE CN04_ERROR_PREFIX_DATABASE DS07_NOT_SIGNED_ON_SERVER DS07_NOT_SIGNED N15_SOFTWARE_VERSION Z11_NO_SPF_FOUND"


def main():
    with open(sys.argv[1]) as lines:
        rows = [json.loads(line) for line in lines]
    wrong, verdicts, shown = [], collections.Counter(), set()
    print("| Kind | GlueTools | DNSViz | Zonemaster |\n| --- | --- | --- | --- |")
    for row in rows:
        said = collections.Counter(subject(*finding) for finding in row["glue"])
        if said != collections.Counter(subject(code, name, addresses.split(";") if addresses else []) for code, name, addresses in row["truth"]):
            wrong.append("%s: our findings are not the generator's" % row["domain"])
        ours = list(dict.fromkeys(code for code, _, _ in row["glue"]))
        same = set(" ".join(SAME.get(code, "") + " " + MORE_SAME.get(code, "") for code in ours).split())
        cells, theirs, confirmed = [], 0, set()
        for spoken in (row["dnsviz"], row["zonemaster"]):
            cell = []
            for tag in spoken:
                if tag in ALWAYS.split():
                    continue
                note = None if tag in same else next((note for note, tags, needs in NOTES if tag in tags.split() and (not needs or set(needs) & (set(ours) | set(row["faults"])))), "?")
                confirmed |= {code for code in ours if tag in (SAME.get(code, "") + " " + MORE_SAME.get(code, "")).split()}
                theirs += note is not None
                cell.append(tag if note is None else "%s (%s)" % (tag, note))
                if note == "?":
                    wrong.append("%s (%s; we: %s): nothing explains %s" % (row["domain"], ", ".join(row["faults"]), ", ".join(ours) or "nothing", tag))
            cells.append(", ".join(cell) or "–")
        more = [code for code in ours if code not in confirmed]
        verdicts["domains"] += 1
        verdicts["ours more"] += bool(more)
        verdicts["theirs more"] += bool(theirs)
        verdicts["same"] += not more and not theirs
        kind = ", ".join(row["faults"]) or "healthy"
        if len(row["faults"]) < 2 and kind not in shown:
            shown.add(kind)
            print("| %s | %s | %s |" % (kind, ", ".join("%s%s" % (code, "" if code in confirmed else " (alone)") for code in ours) or "–", " | ".join(cells)))
    print("\n%d domains: same %d, ours more %d, theirs more %d, by neither a finding nor a note %d." % tuple([verdicts[key] for key in ("domains", "same", "ours more", "theirs more")] + [sum("nothing explains" in line for line in wrong)]))
    sys.stderr.writelines(line + "\n" for line in wrong)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

"""
Prints what three tools said of the thirty domains, as Markdown, from the lines that peers30.py prints. Ends with 1 where our findings are not what the generator wrote,
or where another tool says something that neither a finding of ours says nor a note explains.
"""
import collections
import json
import sys

REFUSAL = "SERVER_INVALID_RESPONSE_UDP SERVER_INVALID_RESPONSE_TCP INVALID_RCODE NS_FAILED CN01_UNEXPECTED_RCODE_SOA_QUERY_UDP CN01_UNEXPECTED_RCODE_NS_QUERY_UDP " \
    "CN02_UNEXPECTED_RCODE_SOA_QUERY_TCP CN02_UNEXPECTED_RCODE_NS_QUERY_TCP IS_NOT_AUTHORITATIVE UNEXPECTED_RCODE NS_ERROR A_UNEXPECTED_RCODE"
MISMATCH = "GLUE_MISMATCH IN_BAILIWICK_ADDR_MISMATCH"
SAME_ADDRESS = "DEL_NS_SAME_IP CHILD_NS_SAME_IP SAME_IP_ADDRESS"
NO_ZONE = "NO_GLUE_PREVENTS_NAMESERVER_TESTS CANNOT_CONTINUE"

# What another tool says for the same fault, by our code.
SAME = {
    "ChildServersDisagreeOnAddresses": "",
    "DsWithoutDnskey": "NO_SEP MISSING_SEP_FOR_ALG DS_BUT_NOT_DNSKEY NO_RESPONSE_DNSKEY DS11_DS_BUT_UNSIGNED_ZONE",
    "GlueDangling": MISMATCH + " EXTRA_ADDRESS_CHILD SERVER_INVALID_RESPONSE_UDP SERVER_INVALID_RESPONSE_TCP INVALID_RCODE",
    "GlueMissingForFamily": "MISSING_GLUE_IPV4 MISSING_GLUE_IPV6 EXTRA_ADDRESS_CHILD",
    "GlueNameNotInChild": MISMATCH + " NO_ADDRESS_FOR_NS_NAME CAN_NOT_BE_RESOLVED UNEXPECTED_RCODE",
    "GlueStale": MISMATCH + " EXTRA_ADDRESS_CHILD",
    "NameDoesNotExist": NO_ZONE,
    "NameServerIsAlias": "NS_IS_CNAME",
    "NameServersShareAddress": SAME_ADDRESS,
    "NotDelegated": NO_ZONE,
    "NsTtlDiffers": "",
    "ParentServersDisagreeOnGlue": "",
    "ReferralOver512": "REFERRAL_SIZE_TOO_LARGE",
    "ServerDeniesZone": REFUSAL + " SOA_NOT_OWNER_FOR_NXDOMAIN",
    "ServerFails": REFUSAL,
    "ServerRefuses": REFUSAL,
    "ServerTcpUnavailable": "SERVER_UNRESPONSIVE_TCP CN02_NO_RESPONSE_TCP",
    "ServerUdpUnavailable": "SERVER_UNRESPONSIVE_UDP CN01_NO_RESPONSE_UDP",
    "SoaSerialsDiffer": "MULTIPLE_SOA_SERIALS SOA_SERIAL_VARIATION",
}

# Of a zone's content or of other zones, for every domain of the generated internet; counted below the table.
EVERYWHERE = "NAMESERVER_IP_WITHOUT_REVERSE MNAME_HAS_NO_ADDRESS Z01_MNAME_NOT_RESOLVE REFRESH_MINIMUM_VALUE_LOWER RNAME_MAIL_DOMAIN_INVALID Z09_MISSING_MAIL_TARGET " \
    "NOT_SIGNED NEITHER_DNSKEY_NOR_DS"

# What they say more, and why it is no finding here: (note, tags, the domain for which alone it holds or our code that has to stand beside it).
MORE = [
    ("a", "MISSING_RRSIG MISSING_NSEC_FOR_NODATA MISSING_NSEC_FOR_NXDOMAIN NO_SEP MISSING_SEP_FOR_ALG DS02_NO_MATCHING_DNSKEY_RRSIG DS02_DNSKEY_NOT_SIGNED_BY_ANY_DS "
          "EXTRA_PROCESSING_BROKEN DS08_MISSING_RRSIG_IN_RESPONSE DS09_MISSING_RRSIG_IN_RESPONSE DS10_MISSING_NSEC_NSEC3 DS10_UNSIGNED_ANSWER", None),
    ("b", MISMATCH + " " + SAME_ADDRESS + " " + REFUSAL, "NameServerIsAlias"),
    ("c", "GLUE_MISMATCH EXTRA_ADDRESS_CHILD", "ChildServersDisagreeOnAddresses"),
    ("d", "EXTRA_ADDRESS_CHILD", "ReferralOver512"),
    ("e", "EXTRA_GLUE_IPV4 EXTRA_GLUE_IPV6 NO_ADDRESS_FOR_NS_NAME", "ServerDeniesZone"),
    ("f", "OUT_OF_BAILIWICK_ADDR_MISMATCH", "bad1457.alpha"),
]


def subject(code, name, addresses):
    return code, name.lower(), tuple(sorted(addresses))


def note_of(tag, domain, ours):
    return next((note for note, tags, condition in MORE if tag in tags.split() and (condition is None or condition == domain or condition in ours)), None)


def judge(tags, domain, ours):
    """The cell, which of our codes it confirms, the notes for what it says more, and what nothing explains."""
    cell, confirmed, notes, unexplained = [], set(), set(), []
    for tag in tags:
        same = [code for code in ours if tag in SAME[code].split()]
        note = None if same else note_of(tag, domain, ours)
        confirmed.update(same)
        if not same:
            notes.add(note or "?")
            unexplained += [] if note else [tag]
        cell.append(tag if same else "%s (%s)" % (tag, note or "?"))
    return ", ".join(cell) or "–", confirmed, notes, unexplained


def main():
    with open(sys.argv[1]) as lines:
        chosen = [json.loads(line) for line in lines]
    wrong, verdicts, everywhere = [], collections.Counter(), collections.Counter()
    print("| Domain | Written by the generator | GlueTools | DNSViz | Zonemaster | Verdict |\n| --- | --- | --- | --- | --- | --- |")
    for row in chosen:
        domain = row["domain"]
        said = collections.Counter(subject(*finding) for finding in row["glue"])
        if said != collections.Counter(subject(code, name, addresses.split(";") if addresses else []) for code, name, addresses in row["truth"]):
            wrong.append("%s: our findings are not the generator's" % domain)
        ours = collections.Counter(code for code, _, _ in row["glue"])
        everywhere.update(set(row["zonemaster"]) & set(EVERYWHERE.split()))
        cells, confirmed, notes = [], set(), set()
        for spoken in (row["dnsviz"], [tag for tag in row["zonemaster"] if tag not in EVERYWHERE.split()]):
            cell, same, more, unexplained = judge(spoken, domain, ours)
            cells.append(cell)
            confirmed |= same
            notes |= more
            wrong += ["%s: nothing explains %s" % (domain, tag) for tag in unexplained]
        alone = [code for code in ours if code not in confirmed]
        verdict = (["ours more: " + ", ".join(alone)] if alone else []) + (["theirs more: " + ", ".join(sorted(notes))] if notes else []) or ["same"]
        verdicts.update(each.partition(":")[0] for each in verdict)
        counted = ", ".join(code if count == 1 else "%s ×%d" % (code, count) for code, count in ours.items()) or "–"
        print("| %s | %s | %s | %s | %s |" % (domain, ", ".join(row["faults"]) or "–", counted, " | ".join(cells), "; ".join(verdict)))
    print("\n%d domains: %s." % (len(chosen), ", ".join("%s %d" % each for each in sorted(verdicts.items()))))
    print("Left out of the table: %s." % ", ".join("%s (%d domains)" % each for each in sorted(everywhere.items())))
    sys.stderr.writelines(line + "\n" for line in wrong)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

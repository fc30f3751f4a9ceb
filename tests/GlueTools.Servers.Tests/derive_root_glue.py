"""Prints what each delegation of a flat root zone holds: lines `tld server address...`, sorted, from the zone file alone."""
import ipaddress
import sys

import dns.rdatatype
import dns.zone

zone = dns.zone.from_file(sys.argv[1], origin=".", relativize=False, check_origin=False)


def addresses(server):
    found = []
    for kind in (dns.rdatatype.A, dns.rdatatype.AAAA):
        rdataset = zone.get_rdataset(server, kind)
        found += [ipaddress.ip_address(record.address) for record in rdataset or []]
    return found


def text(name):
    return name.to_text(omit_final_dot=True).lower()


lines = []
for owner, rdataset in zone.iterate_rdatasets(dns.rdatatype.NS):
    if len(owner) > 1:
        for record in rdataset:
            lines.append(" ".join([text(owner), text(record.target)] + [str(address) for address in addresses(record.target)]))
print("\n".join(sorted(lines)))

#!/usr/bin/env python3
"""Verdicts as lines of JSON, as 'glue test --format jsonl' writes them: rows.py hostile, or rows.py many N."""
import json
import sys

HOSTILE = [
    "<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "javascript:alert(1)", "=cmd|' /C calc'!A0", "@SUM(A1)", "\u001b[2J\u001b]0;x\u0007", "a\u202etxt.exe", "zero\u200bwidth", "a\nb",
    "a\r\n# HELP b", "a\u0000b", "a\u2028b", "\u009b31m", "\ufeff", "\uffff", "'", '"', "`", "\\", '\\"', "]]>", "-->", "<!--", "&amp;", "%s%n", "{{7*7}}", "${x}", "$(id)", "|", " | 'x'=1;;;0", '{a="b"} 1',
    "[x](http://evil.example)", "![x](http://evil.example/x.png)", "**b**", "~~x~~", "# h", "- l", "1. l", "> q", "---", "```", "| a | b |", "http://evil.example/?q=1", "www.evil.example", "evil@evil.example",
    ":smile:", "<http://evil.example>", "::error::x", "\U0001f600", "x" * 255,
]


def verdict(text, status="Error", code="GlueStale", name=None):
    finding = {"DomainName": name or text, "Check": "GlueMatchesChild", "Code": code, "Severity": "Error", "NameServer": text, "IPAddress": [text], "Servers": [text], "Message": text, "Remedy": text,
               "Change": [text], "Reference": text}
    return {"DomainName": name or text, "ParentZone": text, "Status": status, "FirstProblem": text, "NotTested": [text], "Limits": [text], "RequestedChange": text, "NameServerCount": 2, "QueryCount": 20,
            "DurationUs": 100000, "Findings": [finding] if status == "Error" else []}


def main():
    if sys.argv[1] == "hostile":
        for text in HOSTILE:
            for status in ("Error", "Unknown", "Invalid"):
                print(json.dumps(verdict(text, status)))
        return
    sentence = "All 4 parent servers give 45.10.4.1 as glue for ns2.domain.example, while domain.example publishes 45.10.2.1 and 2a10:10:2::1 for it."
    for i in range(int(sys.argv[2])):
        # One in ten has a finding, which is many.
        row = verdict(sentence, "Error" if i % 10 == 0 else "Healthy", name="domain%d.example" % i)
        row.update(ParentZone="example", NotTested=[], Limits=[], RequestedChange="", FirstProblem=sentence if i % 10 == 0 else "")
        for finding in row["Findings"]:
            finding.update(NameServer="ns2.domain%d.example" % i, IPAddress=["45.10.4.1"], Servers=["ns1.nic.example/37.209.192.10", "ns2.nic.example/37.209.194.10"], Change=["parent zone example: change"],
                           Reference="RFC 1034, section 4.2.2")
        print(json.dumps(row))


main()

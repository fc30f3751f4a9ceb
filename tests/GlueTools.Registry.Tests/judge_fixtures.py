#!/usr/bin/env python3
"""Judges the RDAP answers in Rdap/ by ICANN's schemas.

usage: judge_fixtures.py FOLDER

FOLDER is validator/src/main/resources/json-schema of a copy of icann/rdap-conformance-tool; nothing of it is kept here. Needs python3-jsonschema. Prints a line
for each thing that a schema objects to, and exits with 1 where there is one.
"""
import ipaddress
import json
import pathlib
import sys

import jsonschema
import referencing
import referencing.jsonschema


# What a registry does and its schema does not allow: AFNIC's answers, as recorded in icann/icann-rdap, have an empty object where a host has no addresses.
KNOWN = {("fr.txt", "nameservers/1/ipAddresses")}


# Formats of ICANN's own, as far as they are about what an address looks like; whether one may be published is no question for names of documentation.
FORMATS = jsonschema.FormatChecker()
FORMATS.checks("ipv4-validation", ValueError)(lambda text: bool(ipaddress.IPv4Address(text)))
FORMATS.checks("ipv6-validation", ValueError)(lambda text: bool(ipaddress.IPv6Address(text)))


def without_extensions(answer):
    """RFC 9083, section 4.1: members of an extension begin with its identifier, and a schema of the core knows none of them."""
    prefixes = tuple(name.split("_")[0] + "_" for name in answer.get("rdapConformance", []))
    return {key: value for key, value in answer.items() if not key.startswith(prefixes)} if prefixes else answer


def without_ids(value):
    """The schemas name parts of themselves by an $id, and refer to those parts by the file: only the file's name is left."""
    if isinstance(value, dict):
        return {key: without_ids(part) for key, part in value.items() if not (key == "$id" and isinstance(part, str))}
    return [without_ids(part) for part in value] if isinstance(value, list) else value


def main(folder: str) -> int:
    schemas = {path.name: without_ids(json.loads(path.read_text(encoding="utf-8"))) for path in pathlib.Path(folder).glob("*.json")}
    registry = referencing.Registry().with_resources(
        (name, referencing.Resource.from_contents(schema, default_specification=referencing.jsonschema.DRAFT7)) for name, schema in schemas.items())
    validator = jsonschema.Draft7Validator({"$ref": "rdap_domain.json"}, registry=registry, format_checker=FORMATS)
    wrong = 0
    fixtures = sorted((pathlib.Path(__file__).parent / "Rdap").glob("*.txt"))
    for path in fixtures:
        answer = without_extensions(json.loads(path.read_text(encoding="utf-8").split("\n---\n", 1)[1]))
        for error in validator.iter_errors(answer):
            place = "/".join(map(str, error.absolute_path))
            if (path.name, place) not in KNOWN:
                wrong += 1
                print(f"{path.name}: {place}: {error.message[:200]}")
    print(f"{len(fixtures)} answers, {wrong} objections")
    return 1 if wrong or not fixtures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)

#!/usr/bin/env python3
"""Writes a software bill of materials (CycloneDX 1.6, JSON) of what is given away: from the lock file of the project, so it names what was built with and nothing else.

Usage: sbom.py PROJECT-FOLDER NAME VERSION

The packages of the first target framework in packages.lock.json, with the digest that the restore held them against. The module ships none of them; the console tool ships those that are
not of the project. The same input gives the same output: no date, and a serial number that follows from the content.
"""
import base64
import json
import os
import sys
import uuid

folder, name, version = sys.argv[1:]
with open(os.path.join(folder, "packages.lock.json"), encoding="utf-8-sig") as lock:
    packages = next(iter(json.load(lock)["dependencies"].values()))


def reference(package):
    return "pkg:nuget/%s@%s" % (package, packages[package]["resolved"])


root = "pkg:generic/%s@%s" % (name, version)
libraries = sorted(package for package, entry in packages.items() if entry["type"] != "Project")
canonical = {package.lower(): package for package in libraries}
depends = {package: sorted(canonical[other.lower()] for other in packages[package].get("dependencies", {}) if other.lower() in canonical) for package in libraries}
direct = sorted(package for package in libraries if packages[package]["type"] == "Direct")
bom = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "version": 1,
    "metadata": {"component": {"type": "application", "bom-ref": root, "name": name, "version": version, "licenses": [{"license": {"id": "MIT"}}]}},
    "components": [
        {
            "type": "library",
            "bom-ref": reference(package),
            "name": package,
            "version": packages[package]["resolved"],
            "purl": reference(package),
            "hashes": [{"alg": "SHA-512", "content": base64.b64decode(packages[package]["contentHash"]).hex()}],
        }
        for package in libraries
    ],
    "dependencies": [{"ref": root, "dependsOn": [reference(package) for package in direct]}]
    + [{"ref": reference(package), "dependsOn": [reference(other) for other in depends[package]]} for package in libraries],
}
bom["serialNumber"] = "urn:uuid:%s" % uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bom, sort_keys=True))
json.dump(bom, sys.stdout, indent=2)
print()

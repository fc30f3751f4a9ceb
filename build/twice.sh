#!/usr/bin/env bash
# Builds what is given away twice, from clean clones of the last commit in two folders of different length, and holds the results against each other octet for octet: the
# module's assemblies, and the package of the console tool, file by file. Fails where anything differs, or where the name of either folder is in a file.
# Usage: build/twice.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
status=0

for folder in a another-folder-with-a-longer-name; do
    mkdir -p "$work/$folder"
    git clone --quiet --no-hardlinks "$root" "$work/$folder/source"
    # Where it was cloned from is no part of the sources.
    git -C "$work/$folder/source" remote remove origin
    (
        cd "$work/$folder/source"
        dotnet publish src/GlueTools -c Release -o "$work/$folder/out/module" --nologo -v quiet -p:ContinuousIntegrationBuild=true --disable-build-servers
        dotnet pack src/GlueTools.Console -c Release -o "$work/$folder/out" --nologo -v quiet -p:ContinuousIntegrationBuild=true --disable-build-servers
    ) >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 2; }
    mkdir "$work/$folder/out/tool"
    python3 -m zipfile -e "$work/$folder/out"/*.nupkg "$work/$folder/out/tool"
    rm "$work/$folder/out"/*.nupkg
    # What a package says of itself holds a number that is drawn anew for each.
    rm -rf "$work/$folder/out/tool/package" "$work/$folder/out/tool/_rels"
    (cd "$work/$folder/out" && find . -type f -print0 | sort -z | xargs -0 sha256sum) >"$work/$folder/sums"
    if grep -rlF "$work" "$work/$folder/out"; then
        echo "These name the folder in which they were built." >&2
        status=1
    fi
done

diff "$work/a/sums" "$work/another-folder-with-a-longer-name/sums" || status=1
echo "$(wc -l <"$work/a/sums") files, $([ "$status" = 0 ] && echo the same in both folders || echo not the same in both folders)"
exit "$status"

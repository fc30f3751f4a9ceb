#!/usr/bin/env bash
# A dig process for each line of standard input; a line holds all of what it is to ask.
set -euo pipefail
while read -r line; do
    # shellcheck disable=SC2086
    dig +norecurse +time=2 +tries=1 $line >/dev/null
done

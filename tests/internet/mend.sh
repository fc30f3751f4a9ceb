#!/usr/bin/env bash
# Does what the reports of a generated internet advise, each alternative, in its zones and servers, and audits each domain again: nothing of what was found may be left, and nothing
# worse be new. In the simulation, so without servers and rights.
# Usage: mend.sh [--domains N | --all-pairs] [--seed S]
set -euo pipefail
. "$(dirname "$0")/lib.sh"
domains=500 seed=1 all_pairs=''
take_options 'domains= all-pairs seed=' "$@"
begin
python3 "$internet/scenarios.py" "$work/scenarios" --domains "$domains" ${all_pairs:+--all-pairs} --seed "$seed"
echo "$(find "$work/scenarios" -name '*.txt' | wc -l) domains with faults"
GLUETOOLS_MENDING=$work/scenarios dotnet test --project "$internet/../GlueTools.Delegation.Tests" --no-progress --filter-class '*GeneratedMendingTests'

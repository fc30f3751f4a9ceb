# What judge.sh asks of each judge; read by it, and run by nobody else. A judge that finds nothing says nothing.

say() {
    printf '%-22s %-32s %s\n' "$1" "$2" "$3"
    case $3 in good*) ;; "NOT HERE"*) missing=$((missing + 1)) ;; *) status=1 ;; esac
}

# judge FORMAT NAME PROGRAM COMMAND...: good where the command succeeds and says nothing. PROGRAM is what must be there for it: a command, or a file.
judge() {
    local format=$1 name=$2 program=$3
    shift 3
    if ! command -v "$program" >/dev/null 2>&1 && [ ! -f "$program" ]; then
        say "$format" "$name" "NOT HERE: NOBODY JUDGED THIS"
    elif "$@" >"$work/said" 2>&1 && [ ! -s "$work/said" ]; then
        say "$format" "$name" good
    else
        say "$format" "$name" "BAD: $(head -c 400 "$work/said" | tr '\n' ' ')"
    fi
}

validate() { "$judges/node_modules/.bin/sarif-multitool" validate "$1" | grep -E ": (error|warning|note) " && return 1 || [ "${PIPESTATUS[0]}" -eq 0 ]; }
metrics() { promtool check metrics <"$1"; }
schema() { xmllint --noout --schema "$1" "$2" 2>&1 | grep -v ' validates$' && return 1 || return 0; }

# A page made of it holds what we wrote as markup, and nothing of what came from outside.
page() {
    cmark-gfm -e table -e autolink -e strikethrough -e tagfilter "$1" | grep -oE '<(img|script|del|em|hr|blockquote|pre|ol|input)[ />]|<a href="[^"]*"' | grep -v '<a href="https://docs.example/glue/checks/[A-Za-z]*.html"' | sort | uniq -c
    return 0
}

# The grammar of a plug-in's line: text, a bar, 'label'=value;warn;crit;min.
plugin() { [ "$(wc -l <"$1")" -eq 1 ] || echo "more than one line"; grep -qE "^GLUE (OK|WARNING|CRITICAL|UNKNOWN) - [^|]+ \| ('[a-z]+'=[0-9]+;;;0 ?)+$" "$1" || echo "not a plug-in's line"; }
table() {
    python3 - "$1" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), strict=True))
if len({len(row) for row in rows}) != 1: print("rows of different lengths")
for row in rows[1:]:
    for cell in row:
        if cell[:1] in "=+-@\t\r" and cell and not cell.lstrip("-").isdigit(): print("a formula:", cell[:40])
PY
}

graphviz() { local one; for one in "$@"; do dot -Tsvg "$one" -o /dev/null || return 1; done; }
mermaid() { node "$here/parse-mermaid.mjs" "$judges" "$@"; }
accessible() { node "$here/axe.mjs" "$judges" "$@"; }

validated() {
    echo '{ "root": true, "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y"], "rules": { "no-trailing-whitespace": "off", "valid-id": ["error", { "relaxed": true }], "require-sri": ["error", { "target": "crossorigin" }] } }' >"$work/.htmlvalidate.json"
    "$judges/node_modules/.bin/html-validate" --config "$work/.htmlvalidate.json" "$@"
}

# The program that the unit starts is nowhere on this machine; that is no fault of the unit.
unit() { systemd-analyze verify "$1"/*.service "$1"/*.timer 2>&1 | grep -v 'is not executable: No such file' && return 1 || return 0; }

# The step of the GitHub Action that audits, as GitHub runs it: the list of the lab has critical findings, so it fails with status 1, and says so, and where the report is.
action() {
    python3 - >"$work/action.step" <<'PY'
lines = open("action.yml", encoding="utf-8").read().split("id: audit\n")[1].split("run: |\n")[1].split("\n")
print("\n".join(line[8:] for line in lines))
PY
    PROGRAM=$(dirname "$glue") LIST=$work/list.txt FORMAT=sarif REPORT=$work/action.sarif FAIL_ON=critical OPTIONS="--root-hints $work/hints --address-map $work/map --timeout 0.4" \
        GITHUB_OUTPUT=$work/action.output bash --noprofile --norc -eo pipefail "$work/action.step" 2>&1
    [ $? -eq 1 ] || echo "the step does not end with status 1"
    printf 'status=1\nreport=%s\n' "$work/action.sarif" | diff - "$work/action.output"
    grep -c '"ruleId":"GlueDangling"' "$work/action.sarif" >"$work/action.count" || echo "no finding in the report"
    return 0
}

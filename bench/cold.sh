#!/usr/bin/env bash
# Cold starts: what glue test of one domain takes over an empty .NET program, and importing the module with a first result over an empty pwsh. NSD in a namespace.
# Each in fresh processes, rounds in turn, medians and ranges. Needs the module built (./build.ps1).
# Usage: bench/cold.sh [--rounds N]
set -euo pipefail
. "$(dirname "$0")/../tests/internet/lib.sh"
rounds=9
take_options rounds= "$@"
need_root
need pwsh powershell
module=$bench/../GlueTools.psd1
[ -f "$bench/../bin/GlueTools.dll" ] || { echo "Build the module first: ./build.ps1" >&2; exit 2; }
begin
build_dotnet ../src/GlueTools.Console
mkdir "$work/empty"
cat >"$work/empty/empty.csproj" <<'CSPROJ'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
</Project>
CSPROJ
echo 'System.Console.WriteLine("nothing");' >"$work/empty/Program.cs"
dotnet build -c Release "$work/empty" -o "$work/empty/out" -v quiet --nologo >"$work/build.log" || { cat "$work/build.log" >&2; exit 2; }
compiled_glue
machine
world "$work/world" --domains 100 --zones
network
serve "$work/world"
name=$(head -1 "$work/world/names") hints=$work/world/hints

take() { # NAME COMMAND...
    local name=$1
    shift
    measured "$work/cost" "$@" >/dev/null
    awk '{print 1000 * $1}' "$work/cost" >>"$work/$name.ms"
}
for round in $(seq 0 "$rounds"); do
    take empty "$work/empty/out/empty"
    take glue "$glue" test "$name" --root-hints "$hints" --depth core
    [ -z "$compiled" ] || take compiled "$compiled" test "$name" --root-hints "$hints" --depth core
    take pwsh pwsh -NoProfile -Command '"nothing"'
    take import pwsh -NoProfile -Command "Import-Module '$module'; 'nothing'"
    take first pwsh -NoProfile -Command "Import-Module '$module'; Test-Delegation $name -RootHint '$hints' -Depth Core | Out-String"
    # The first round only brings files into memory.
    [ "$round" != 0 ] || rm "$work"/*.ms
done
more() { calc "$(median <"$work/$1") - $(median <"$work/$2")" 0; }
echo '| | ms | over the empty one, ms | goal, ms |'
echo '| --- | --- | --- | --- |'
printf '| empty .NET program | %s | | |\n' "$(spread <"$work/empty.ms")"
printf '| `glue test` of one domain | %s | %s | 150 |\n' "$(spread <"$work/glue.ms")" "$(more glue.ms empty.ms)"
[ -z "$compiled" ] || printf '| the same, compiled beforehand (`-r linux-x64`) | %s | %s | 150 |\n' "$(spread <"$work/compiled.ms")" "$(more compiled.ms empty.ms)"
printf '| empty pwsh | %s | | |\n' "$(spread <"$work/pwsh.ms")"
printf '| `Import-Module` | %s | %s | |\n' "$(spread <"$work/import.ms")" "$(more import.ms pwsh.ms)"
printf '| `Import-Module` and a first result | %s | %s | 400 |\n' "$(spread <"$work/first.ms")" "$(more first.ms pwsh.ms)"

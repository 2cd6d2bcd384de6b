# Branch coverage of the code that moves money, file by file. Sourced by ./test; uses $dotnet, $results and $root.

# A test project, its tests, and the files that are held to the bound, with the assembly that has them.
coverage_runs=(
  "Server|FullyQualifiedName~.Billing."
  "Ledger|FullyQualifiedName!~ParallelHoldTests"
)
coverage_files='Waickoff.Server/Billing/[^"]*\.cs|Waickoff.Ledger/(CreditLedger\.(Money|Credits)|Entries/MoneyMove|Entries/GrantSource)\.cs'
coverage_least=100
# The assemblies that have those files: to count in the others, which takes minutes, would be for nothing.
coverage_of='[Waickoff.Server]*,[Waickoff.Ledger]*'

# Runs the tests of money and fails when less than the bound of their branches was taken.
cover_money() {
  local run name filter code=0 packages collector
  packages=$("$dotnet" nuget locals global-packages --list | sed 's/^[^:]*: //')
  collector=$(find "$packages/coverlet.collector" -name coverlet.collector.dll | sort -V | tail -n 1)
  for run in "${coverage_runs[@]}"; do
    name=${run%%|*} filter=${run#*|}
    "$dotnet" test "artifacts/bin/Waickoff.$name.Tests/release/Waickoff.$name.Tests.dll" --filter "$filter" \
      --test-adapter-path "${collector%/*}" --collect 'XPlat Code Coverage' --results-directory "$results/coverage-$name" \
      -- "DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Include=$coverage_of" >"$results/coverage-$name.log" 2>&1 || code=$?
    [ $code -eq 0 ] || { tail -n 40 "$results/coverage-$name.log"; return 1; }
  done
  find "$results"/coverage-* -name coverage.cobertura.xml -exec cat {} + | branches_of_files
}

# A line that several runs reached counts as far as the best of them took it.
branches_of_files() {
  awk -F'"' -v files="$coverage_files" -v least="$coverage_least" '
    /<class / { for (i = 1; i < NF; i++) { if ($i ~ / name=$/) class = $(i + 1); if ($i ~ /filename=$/) file = $(i + 1) }
                wanted = match(file, "(" files ")$"); if (wanted) file = substr(file, RSTART) }
    wanted && /<line / {
      covered = all = 0
      if (match($0, /\([0-9]+\/[0-9]+\)/)) { split(substr($0, RSTART + 1, RLENGTH - 2), part, "/"); covered = part[1]; all = part[2] }
      key = file SUBSEP class SUBSEP $2
      seen[file] = 1
      if (!(key in most) || covered > best[key]) best[key] = covered
      most[key] = all; hits[key] += $4
    }
    END {
      for (key in most) { split(key, at, SUBSEP); taken[at[1]] += best[key]; there[at[1]] += most[key]
        if (best[key] < most[key]) missed[at[1]] = missed[at[1]] " " at[3] }
      for (file in seen) {
        percent = there[file] ? 100 * taken[file] / there[file] : 100
        printf "%6.1f %%  %3d of %3d  %s%s\n", percent, taken[file], there[file], file, missed[file] ? "  lines" missed[file] : "" | "sort -k6"
        if (percent < least) bad++
        sum += taken[file]; whole += there[file]
      }
      close("sort -k6")
      printf "%6.1f %%  %d of %d branches; asked: %s %%\n", whole ? 100 * sum / whole : 0, sum, whole, least
      exit bad > 0 || whole == 0
    }'
}

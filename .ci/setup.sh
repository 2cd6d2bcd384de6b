# What ./waickoff and ./test need before they can build; sourced by both. Expects $root, the folder of the repository.
# Speaks on stderr only: stdout belongs to the program.

say() { printf '%s\n' "$*" >&2; }

# The dotnet command that carries an SDK 10, into $dotnet.
find_sdk() {
  local candidate
  for candidate in "${DOTNET_ROOT:-/nonexistent}/dotnet" dotnet "${HOME:-}/.dotnet/dotnet" \
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
    candidate=$(command -v -- "$candidate" 2>/dev/null) || continue
    if [[ $'\n'$("$candidate" --list-sdks 2>/dev/null) == *$'\n'10.* ]]; then
      dotnet=$candidate
      return
    fi
  done
  say "The .NET SDK 10 is missing. Install it and run this again:"
  say "  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
  exit 2
}

# Debian packages the program needs at run time: installed when root, else named with the command.
find_packages() {
  local missing=() libicu
  [ -e "${TZDIR:-/usr/share/zoneinfo}/Europe/London" ] || missing+=(tzdata)
  if command -v ldconfig >/dev/null && [[ $(ldconfig -p) != *libicuuc* ]]; then
    libicu=$(apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | sort -V | tail -n 1 | cut -d' ' -f1)
    missing+=("${libicu:-libicu-dev}")
  fi
  install_packages "${missing[@]}" || exit 2
}

# Those that only the tests need. Without them the other tests still run.
find_test_packages() {
  local programs missing=(postgresql)
  for programs in /usr/lib/postgresql/*/bin ${PATH//:/ }; do
    [ -x "$programs/initdb" ] && [ -x "$programs/postgres" ] && missing=()
  done
  install_packages "${missing[@]}" || say "Going on: the tests that need it will fail."
}

# The browser of the browser tests, and a font for its pages.
find_browser() {
  local missing=()
  [ -x /usr/bin/chromium ] || missing+=(chromium)
  [ -n "$(find /usr/share/fonts -name '*.ttf' -print -quit 2>/dev/null)" ] || missing+=(fonts-dejavu-core)
  install_packages "${missing[@]}" || say "Going on: the tests that need it will fail."
}

# Installs what is named when root, else says how to.
install_packages() {
  [ $# -eq 0 ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $* ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"; } >&2 && return
  fi
  say "Missing: $*. Install and run this again:"
  say "  sudo apt-get install -y $*"
  return 1
}

# Nothing is reported, nothing stays running, and a missing home folder is not in the way.
prepare_dotnet() {
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
  export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
  # One compiler for all projects, and no other build's: warm it takes half the time.
  export UseSharedCompilation=true SharedCompilationId=waickoff-$$
  [ -n "${HOME:-}" ] || HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
  if [ -z "$HOME" ] || ! [ -w "$HOME" ]; then
    HOME=$root/artifacts/home
    mkdir -p "$HOME"
  fi
  export HOME
}

# Waits until no other run of this repository builds; the lock ends with the process.
lock_build() {
  mkdir -p "$root/artifacts"
  command -v flock >/dev/null || return 0
  exec 9>"$root/artifacts/.lock"
  flock -n 9 || { say "Waiting for another build ..."; flock 9; }
}

# Runs what builds. It leaves nothing behind: not the compiler that the projects share, nor the lock in that one's hands.
building() {
  local code=0 process
  "$@" 9>&- || code=$?
  for process in /proc/[0-9]*; do
    ! grep -qszFx -- "-pipename:$SharedCompilationId" "$process/cmdline" || kill "${process#/proc/}" 2>/dev/null
  done
  return $code
}

# Lets others build; a run that goes on after its build does not hold them up.
unlock_build() { exec 9>&-; }

# Node 20.19 or later, which the web app is built with.
find_node() {
  local version
  version=$(node --version 2>/dev/null) && command -v npm >/dev/null &&
    [ "$(printf '%s\n' v20.19 "$version" | sort -V | head -n 1)" = v20.19 ] && return
  say "Node 20.19 or later with npm is missing (found: ${version:-none}). Install it and run this again:"
  say "  curl -fsSL https://deb.nodesource.com/setup_20.x | sudo bash - && sudo apt-get install -y nodejs"
  exit 2
}

# The packages of the web app as its lock file names them; again only when that changed.
install_web() {
  local lock=$root/web/package-lock.json done=$root/web/node_modules/.installed
  cmp -s -- "$lock" "$done" && return
  (cd "$root/web" && npm ci --no-audit --no-fund --loglevel=error) && cp -- "$lock" "$done"
}

# Stripe's official package, which the tests of payments compare with.
install_official() {
  local folder=$root/tests/Waickoff.Payments.Tests/official
  cmp -s -- "$folder/package-lock.json" "$folder/node_modules/.installed" && return
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) &&
    cp -- "$folder/package-lock.json" "$folder/node_modules/.installed"
}

# Builds the web app into a folder.
build_web() { install_web && (cd "$root/web" && WAICKOFF_WEB_OUT=$1 npm run --silent build); }

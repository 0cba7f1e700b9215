# Sourced by ./mvnw and ./baton: leaves JAVA_HOME at a JDK 21 or newer, or says in one line what is missing and exits.
# POSIX sh; the caller may have set -e and -u.

baton_jdk_at_least=21

# The feature version of the JDK in directory $1 ("25"), or 0 when there is no whole JDK.
baton_jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || { echo 0; return 0; }
  baton_v=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9._]*\).*/\1/p' "$1/release" 2>/dev/null) || baton_v=
  [ -n "$baton_v" ] || baton_v=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9._]*\).*/\1/p')
  baton_v=${baton_v#1.}
  baton_v=${baton_v%%[._]*}
  echo "${baton_v:-0}"
}

# The home of the java on the PATH, links followed.
baton_jdk_on_path() {
  baton_j=$(command -v java 2>/dev/null) || return 0
  while [ -h "$baton_j" ]; do
    baton_l=$(readlink "$baton_j") || return 0
    case $baton_l in /*) baton_j=$baton_l ;; *) baton_j=$(dirname "$baton_j")/$baton_l ;; esac
  done
  (cd "$(dirname "$baton_j")/.." 2>/dev/null && pwd -P) || return 0
}

# The newest JDK among those that the system keeps.
baton_jdk_newest() {
  baton_best='' baton_best_v=0
  if [ -x /usr/libexec/java_home ]; then
    baton_mac=$(/usr/libexec/java_home -v "$baton_jdk_at_least+" 2>/dev/null) || baton_mac=''
  else
    baton_mac=''
  fi
  for baton_c in "$baton_mac" "${BATON_JDK_DIRECTORY:-/usr/lib/jvm}"/*; do
    [ -d "$baton_c" ] || continue
    baton_n=$(baton_jdk_version "$baton_c")
    if [ "$baton_n" -gt "$baton_best_v" ]; then baton_best=$baton_c baton_best_v=$baton_n; fi
  done
  echo "$baton_best"
}

baton_find_jdk() {
  for baton_h in "${JAVA_HOME:-}" "$(baton_jdk_on_path)" "$(baton_jdk_newest)"; do
    [ -n "$baton_h" ] || continue
    if [ "$(baton_jdk_version "$baton_h")" -ge "$baton_jdk_at_least" ]; then
      JAVA_HOME=$baton_h
      export JAVA_HOME
      return 0
    fi
  done
  echo "Baton needs a JDK $baton_jdk_at_least or newer: none found in JAVA_HOME, on the PATH or under /usr/lib/jvm. Install one, or set JAVA_HOME to it." >&2
  exit 1
}

baton_find_jdk

# shellcheck shell=sh
# Read by ./kb and ./verify. Finds a JDK of version 25 or newer, without starting one where its
# "release" file tells the version, and sets JAVA_HOME and java_version, such as 25.0.1.

# Sets java_version to that of the JDK in the folder $1; to nothing where there is none.
read_java_version() {
  java_version=
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    while IFS='=' read -r jdk_key jdk_value; do
      [ "$jdk_key" != JAVA_VERSION ] || java_version=$jdk_value
    done < "$1/release"
  else
    java_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version //p')
  fi
  java_version=${java_version#\"}
  java_version=${java_version%%[!0-9.]*}
}

# Takes the folder $1 as JAVA_HOME if it holds a JDK that is new enough.
use_jdk() {
  read_java_version "$1"
  java_major=${java_version%%.*}
  [ "${java_major:-0}" -ge 25 ] || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

# Tries JAVA_HOME, the javac on the PATH, then the usual folders.
find_jdk() {
  [ -n "${JAVA_HOME:-}" ] && use_jdk "$JAVA_HOME" && return
  if jdk_javac=$(command -v javac); then
    jdk_javac=$(readlink -f "$jdk_javac" 2>/dev/null || echo "$jdk_javac")
    use_jdk "${jdk_javac%/bin/javac}" && return
  fi
  for jdk_folder in /usr/lib/jvm/* /opt/java/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/current \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    use_jdk "$jdk_folder" && return
  done
  {
    echo "No JDK of version 25 or newer found."
    echo "Looked at JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}, the PATH and the usual folders."
    echo "Install one (Debian and Ubuntu: apt-get install openjdk-25-jdk-headless;"
    echo "elsewhere: https://adoptium.net) or set JAVA_HOME to its folder."
  } >&2
  return 1
}

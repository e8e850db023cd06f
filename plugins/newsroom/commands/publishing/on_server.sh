# What publishing does on the server, for POSIX sh with GNU coreutils, tar, rsync (docs/publishing.md).
#   sh -s FOLDER HASHED COMMAND [ARGUMENT …]
# FOLDER has the releases in releases/1, releases/2 …, and the link `current` to the one online.
# HASHED are the folders of a site with files whose names have a hash of their bytes.
# Exit codes of its own: 40 `current` is no link, 41 a release is not whole, 42 its number is taken,
# 43 it does not exist.
set -eu
umask 022
folder=$1 hashed=$2 command=$3
shift 3
mkdir -p "$folder/releases"
cd "$folder"
manifest=.hosting/manifest.sha256

numbers() { ls releases | grep -x '[1-9][0-9]*' | sort -n; }

online() { basename "$(readlink current || true)"; }

check_whole() { (cd "releases/$1" && sha256sum --check --quiet --strict "$manifest" >&2) || exit 41; }

# What was not sent is as in the release online, or check_whole says that it is not.
link_the_rest() {
  sed 's|^.\{66\}|./|' "releases/$1/$manifest" |
    rsync -tO --ignore-existing --files-from=- --link-dest="$PWD/current/" current/ "releases/$1/" || true
}

# A page that was opened just before asks for its pictures and styles just after.
keep_hashed_files() {
  for part in $hashed; do
    [ -d "current/$part" ] || continue
    mkdir -p "releases/$1/$part"
    rsync -rt --ignore-existing --link-dest="$PWD/current/$part/" "current/$part/" "releases/$1/$part/"
  done
}

# Removes what keep_hashed_files kept.
sweep() (
  cd current
  {
    cut -c 67- "$manifest"
    echo
    for part in $hashed; do if [ -d "$part" ]; then find "$part" -type f; fi; done
  } | awk '!found && !NF {found = 1; next} !found {listed[$0]; next} !($0 in listed)' |
    while IFS= read -r file; do rm -f -- "$file"; done
)

# RELEASES: all of them but the one online.
remove() {
  for old in $1; do
    [ "$old" != "$(online)" ] || continue
    # Renamed first: what is half removed is no release.
    mv -T "releases/$old" "releases/.incoming-old-$old-$$"
    rm -rf "releases/.incoming-old-$old-$$"
  done
}

switch() {
  ln -s "releases/$1" ".current-$1-$$"
  mv -T ".current-$1-$$" current
}

case $command in
begin) # ID: prints the next number, then the files that are online, with their hashes now
  [ -L current ] || [ ! -e current ] || exit 40
  find releases -maxdepth 1 -name '.incoming-*' -mmin +1440 -exec rm -rf {} +
  find . -maxdepth 1 -name '.current-*' -mmin +1440 -delete
  mkdir "releases/.incoming-$1"
  echo $(($(numbers | tail -n 1) + 1))
  if [ -L current ]; then
    sweep # if the last publishing did not
    cd current
    cut -c 67- "$manifest" | tr '\n' '\0' | xargs -0r sha256sum -- || true
  fi
  ;;
abort) # ID: removes what has arrived
  rm -rf "releases/.incoming-$1"
  ;;
finish) # ID NUMBER KEEP: puts what has arrived online, and removes the oldest releases
  [ ! -e "releases/$2" ] || exit 42
  if ! (check_whole ".incoming-$1") 2>/dev/null; then
    link_the_rest ".incoming-$1"
    check_whole ".incoming-$1"
  fi
  mv -T "releases/.incoming-$1" "releases/$2" || exit 42
  if [ -L current ]; then keep_hashed_files "$2"; fi
  switch "$2"
  remove "$(numbers | head -n "-$3")"
  ;;
activate) # NUMBER: puts an earlier release online again
  [ -d "releases/$1" ] || exit 43
  check_whole "$1"
  keep_hashed_files "$1"
  switch "$1"
  ;;
sweep)
  sweep
  ;;
forget) # removes all releases but the one online, and what arrived of others
  [ ! -L current ] || sweep
  find releases -maxdepth 1 -name '.incoming-*' -exec rm -rf {} +
  remove "$(numbers)"
  ;;
list) # a line for each release: its number, a star when it is online, and release.json
  online=$(online)
  for number in $(numbers); do
    [ -f "releases/$number/.hosting/release.json" ] || continue
    mark=-
    [ "$number" != "$online" ] || mark='*'
    printf '%s %s %s\n' "$number" "$mark" "$(cat "releases/$number/.hosting/release.json")"
  done
  ;;
esac

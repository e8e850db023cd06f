# What publishing does on the server, for POSIX sh with GNU coreutils, tar, rsync (docs/publishing.md).
#   sh -s FOLDER HASHED COMMAND [ARGUMENT …]
# FOLDER has the releases in releases/1, releases/2 …, and the link `current` to the one online.
# releases/1.json tells who made the first: no server of the site can send it.
# HASHED are the folders of a site with files whose names have a hash of their bytes.
# Exit codes of its own: 40 `current` is no link, 41 a release is not whole, 42 its number is taken,
# 43 it does not exist.
set -eu
umask 022
folder=$1 hashed=$2 command=$3
shift 3
mkdir -p "$folder/releases"
cd "$folder"
echo "-- answer --" # what stands before is from a .bashrc
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

# SECONDS: removes what keep_hashed_files kept, if that is so long ago: a new link changes the ctime.
sweep() (
  cd current
  {
    cut -c 67- "$manifest"
    echo
    for part in $hashed; do if [ -d "$part" ]; then find "$part" -type f -exec stat -c '%Z %n' {} +; fi; done
  } | awk -v latest="$(($(date +%s) - $1))" '
    !found && !NF {found = 1; next}
    !found {listed[$0]; next}
    {since = $1; sub(/^[0-9]+ /, "")}
    since <= latest && !($0 in listed)' |
    while IFS= read -r file; do rm -f -- "$file"; done
)

# The note of a release that has arrived has a name, so it leaves the folder of the site.
take_note() {
  if [ -f "releases/$1/.hosting/release.json" ]; then
    mv -T "releases/$1/.hosting/release.json" "releases/$1.json"
  fi
}

# NAME: renamed first, since what is half removed is no release, and nobody may put it online.
discard() {
  mv -T "releases/$1" "releases/.gone-$1-$$"
  rm -rf "releases/.gone-$1-$$" "releases/$1.json"
}

# What publishings have left that were killed; one that still sends is told to try again.
discard_the_unfinished() {
  for unfinished in $(ls -A releases | grep '^\.incoming-'); do discard "$unfinished" || true; done
  rm -rf releases/.gone-* || true
}

# RELEASES: all of them but the one online.
remove() {
  for old in $1; do [ "$old" = "$(online)" ] || discard "$old"; done
}

switch() {
  ln -s "releases/$1" ".current-$1-$$"
  mv -T ".current-$1-$$" current
}

case $command in
begin) # ID: prints the next number, then the files that are online, with their hashes now
  [ -L current ] || [ ! -e current ] || exit 40
  discard_the_unfinished
  find . -maxdepth 1 -name '.current-*' -mmin +1440 -delete
  mkdir "releases/.incoming-$1"
  echo $(($(numbers | tail -n 1) + 1))
  if [ -e current ]; then # it is no link that leads nowhere
    sweep 3600 # if the last publishing did not
    cd current
    cut -c 67- "$manifest" | tr '\n' '\0' | xargs -0r sha256sum -- || true
  fi
  ;;
abort) # ID: removes what has arrived
  rm -rf "releases/.incoming-$1"
  ;;
finish) # ID NUMBER KEEP: puts what has arrived online, and removes the oldest releases
  [ -d "releases/.incoming-$1" ] && [ ! -e "releases/$2" ] || exit 42
  if ! (check_whole ".incoming-$1") 2>/dev/null; then
    link_the_rest ".incoming-$1"
    check_whole ".incoming-$1"
  fi
  mv -T "releases/.incoming-$1" "releases/$2" || exit 42
  take_note "$2"
  keep_hashed_files "$2"
  switch "$2"
  remove "$(numbers | head -n "-$3")"
  ;;
activate) # NUMBER: puts an earlier release online again
  [ -d "releases/$1" ] || exit 43
  check_whole "$1"
  take_note "$1"
  keep_hashed_files "$1"
  switch "$1"
  ;;
sweep) # SECONDS
  sweep "$1"
  ;;
forget) # removes all releases but the one online, and what arrived of others
  [ ! -e current ] || sweep 0
  discard_the_unfinished
  remove "$(numbers)"
  ;;
list) # a line for each release: its number, a star when it is online, and its note
  online=$(online)
  for number in $(numbers); do
    take_note "$number"
    [ -f "releases/$number.json" ] || continue
    mark=-
    [ "$number" != "$online" ] || mark='*'
    printf '%s %s %s\n' "$number" "$mark" "$(tr -d '\n' < "releases/$number.json")"
  done
  ;;
esac

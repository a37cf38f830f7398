#!/usr/bin/env bash
# Backs a register up while it is written to: its database, then its documents.
#
#   backup.sh sqlite:////var/lib/registre/registre.db /var/lib/registre/documents /srv/backup
#   backup.sh postgresql+psycopg://registre_backup@server/registre /var/lib/registre/documents /srv/backup
#
# In this order: a document is stored before anything refers to it, and never changes, so whatever the copy of the
# database names is still there to be copied. The other way round, what was filed in between would be named and lacking.
#
# Leaves /srv/backup/registers/2026-11-26T01-30-00Z.db (or .dump), which has its name only once everything that it
# refers to lies in /srv/backup/documents, where all copies share the documents: a night adds what is new. Beside it lies
# 2026-11-26T01-30-00Z.documents, the list of those that were there, by which restore.sh misses what the backup lost.
set -euo pipefail
export LC_ALL=C
umask 077

die() {
  printf 'backup: %s\n' "$*" >&2
  exit 1
}

[[ $# == 3 ]] || die "backup.sh DATABASE DOCUMENTS INTO"
database=$1 documents=${2%/} into=${3%/}
[[ -d $documents/incoming ]] || die "$documents is no folder of documents; is its disk mounted?"
mkdir -p "$into/registers" "$into/documents"

# One backup at a time, and no sweep meanwhile: registre-sweep.service waits for this lock, too.
exec 9>>"$documents/.lock"
flock 9

# ---- the database, as of one moment -------------------------------------------------------------------------------------

# SQLite copies what was committed, and lets others write meanwhile; copying the file itself would tear it.
copy_sqlite() {
  python3 - "$1" "$2" <<'PYTHON'
import sqlite3
import sys
from pathlib import Path

source = sqlite3.connect(f"{Path(sys.argv[1]).absolute().as_uri()}?mode=ro", uri=True)
copy = sqlite3.connect(sys.argv[2])
source.backup(copy)
found = copy.execute("PRAGMA quick_check").fetchall()
copy.close()
source.close()
sys.exit(found != [("ok",)] and f"the copy of the database is damaged: {found}")
PYTHON
}

when=$(date --utc +%Y-%m-%dT%H-%M-%SZ)
case $database in
  sqlite:///*) copy=$into/registers/$when.db ;;
  postgresql+psycopg://*) copy=$into/registers/$when.dump ;;
  *) die "the database is sqlite:///… or postgresql+psycopg://…" ;;
esac
[[ ! -e $copy ]] || die "$copy is there already"
part=$copy.part
tidy() {
  rm -rf "$into"/registers/*.part* "$into/arriving" "$into/here" "$into/kept"
}
trap tidy EXIT
tidy # what a backup that was killed left

case $copy in
  *.db) copy_sqlite "${database#sqlite:///}" "$part" ;;
  *.dump) pg_dump --format=custom --file="$part" "postgresql${database#postgresql+psycopg}" ;;
esac

# ---- the documents that no earlier backup has ---------------------------------------------------------------------------

names_in() {
  (cd "$1" && find . \( -path ./incoming -o -name .lock \) -prune -o -type f -print | sort)
}

mkdir "$into/arriving"
names_in "$documents" >"$into/here" # files, since a folder that cannot be read must stop this
names_in "$into/documents" >"$into/kept"
comm -23 "$into/here" "$into/kept" \
  | tar --create --file=- --directory="$documents" --verbatim-files-from --files-from=- \
  | tar --extract --file=- --directory="$into/arriving" --preserve-permissions

# Each is named by its digest: what was altered on its disk is not taken for a backup.
(cd "$into/arriving" && find . -type f -print0 | xargs -0r sha256sum) \
  | awk '{ n = split($2, part, "/"); if (part[n] != $1) { print "altered: " $2; bad = 1 } } END { exit bad }' >&2 \
  || die "documents were altered on their disk; look at them before anything else"

# Onto the disk first, then by links, so that what has a name is whole, even where the power is cut: no later night looks
# at it again. The file system must have links.
sync --file-system "$into"
cp --archive --link "$into/arriving/." "$into/documents/"
mv "$into/here" "${copy%.*}.documents"

# ---- and only now it is one ---------------------------------------------------------------------------------------------

sync --file-system "$into"
mv "$part" "$copy"
sync --file-system "$into"
printf '%s\n' "$copy"

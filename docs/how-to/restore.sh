#!/usr/bin/env bash
# Restores a backup to where nothing is yet, and verifies what came back: every document by its digest, every register.
#
#   restore.sh /srv/backup/registers/2026-11-26T01-30-00Z.db sqlite:////var/lib/registre/registre.db \
#     /var/lib/registre/documents --anchor /srv/anchors --key ed25519:3b6a27bc…
#   restore.sh /srv/backup/registers/2026-11-26T01-30-00Z.dump postgresql+psycopg://postgres@server/registre \
#     /var/lib/registre/documents --anchor /srv/anchors --key ed25519:3b6a27bc…
#
# What follows the three goes to registre verify; take anchors that were never in reach of who could write to the backup.
# REGISTRE names that command where it is not found by itself. Documents first, then the database: at no moment does a
# register name a document that it lacks. Whoever interrupts it empties both places, and begins again.
set -euo pipefail
export LC_ALL=C
umask 077

die() {
  printf 'restore: %s\n' "$*" >&2
  exit 1
}

[[ $# -ge 3 ]] || die "restore.sh COPY DATABASE DOCUMENTS [options of registre verify]"
copy=$1 database=$2 documents=${3%/}
shift 3
pool=$(dirname "$copy")/../documents list=${copy%.*}.documents registre=${REGISTRE:-registre}
[[ -f $copy && -d $pool && -f $list ]] || die "$copy lies in no backup, or without its list of documents"
command -v "$registre" >/dev/null || die "there is no $registre to verify with: name it, REGISTRE=/opt/registre/bin/registre"
[[ ! -e $documents || -z $(ls -A "$documents") ]] || die "$documents is not empty: nothing is restored over anything"

case $copy:$database in
  *.db:sqlite:///*)
    file=${database#sqlite:///}
    [[ ! -e $file && ! -e $file-wal && ! -e $file-journal ]] || die "$file is there: nothing is restored over anything"
    ;;
  *.dump:postgresql+psycopg://*) ;;
  *) die "$copy is no copy of such a database: a .db goes to sqlite:///…, a .dump to postgresql+psycopg://…" ;;
esac

# ---- the documents ------------------------------------------------------------------------------------------------------

lost=$(comm -23 "$list" <(cd "$pool" && find . -type f -print | sort) | sed -n 1,20p)
[[ -z $lost ]] || die "documents are missing from the backup; look for them in another copy of it:"$'\n'"$lost"

mkdir -p "$documents"
cp --archive "$pool/." "$documents/"
mkdir -p "$documents/incoming"
(cd "$documents" && find . -type f -print0 | xargs -0r sha256sum) \
  | awk '{ n = split($2, part, "/"); if (part[n] != $1) { print "altered: " $2; bad = 1 } } END { exit bad }' >&2 \
  || die "documents were altered in the backup; take an older one for those"
sync --file-system "$documents"

# ---- the database -------------------------------------------------------------------------------------------------------

case $copy in
  *.db)
    cp "$copy" "$file.part"
    sync "$file.part"
    mv "$file.part" "$file"
    sync --file-system "$(dirname "$file")"
    ;;
  *.dump) # into an empty database, on a server that has the three roles
    pg_restore --exit-on-error --single-transaction --dbname="postgresql${database#postgresql+psycopg}" "$copy"
    ;;
esac

exec "$registre" verify "$database" "$@"

#!/usr/bin/env bash
# Restores a backup to where nothing is yet, and verifies what came back: every document by its digest, every register.
#
#   restore.sh /srv/backup/registers/2026-11-26T01-30-00Z.db sqlite:////var/lib/registre/registre.db \
#     /var/lib/registre/documents --anchor /srv/anchors --key ed25519:3b6a27bc…
#   restore.sh /srv/backup/registers/2026-11-26T01-30-00Z.dump postgresql+psycopg://postgres@server/registre \
#     /var/lib/registre/documents --anchor /srv/anchors --key ed25519:3b6a27bc…
#
# What follows the three goes to registre verify; take anchors that were never in reach of who could write to the backup.
# Documents first, then the database: at no moment does a register name a document that it lacks.
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
pool=$(dirname "$copy")/../documents
[[ -f $copy && -d $pool ]] || die "$copy lies in no backup"
[[ ! -e $documents || -z $(ls -A "$documents") ]] || die "$documents is not empty: nothing is restored over anything"

case $copy:$database in
  *.db:sqlite:///*)
    file=${database#sqlite:///}
    [[ ! -e $file && ! -e $file-wal ]] || die "$file is there: nothing is restored over anything"
    ;;
  *.dump:postgresql+psycopg://*) ;;
  *) die "$copy is no copy of such a database: a .db goes to sqlite:///…, a .dump to postgresql+psycopg://…" ;;
esac

# ---- the documents ------------------------------------------------------------------------------------------------------

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

exec "${REGISTRE:-registre}" verify "$database" "$@"

"""Keys and anchors by command: what a nightly job and an inspector do."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from adapters.cli.tests.tampering import DATABASE, ENTRIES, Registre, cut, emptied, name_of, rewritten, tampered
from tests.end_to_end.command_line import names
from tests.spec.register.oracle import what_is_signed

# ---- keys ------------------------------------------------------------------------------------------------------------


def test_a_key_is_made_once_for_its_owner_alone_and_named(registre: Registre, empty: Path) -> None:
    made = registre("keygen", "ed25519:ancre.key", "--json")
    again = registre("keygen", "ed25519:ancre.key", "--json")

    assert (made.exit_code, made.json["address"]) == (0, "ed25519:ancre.key")
    assert len(made.json["key"]) == len("ed25519:") + 64
    assert stat.S_IMODE((empty / "ancre.key").stat().st_mode) == 0o600
    assert (again.exit_code, again.complaint["code"]) == (2, "key-exists")
    assert "ed25519:" in registre("keygen", "ed25519:b.key").out


def test_what_makes_no_keys_says_so(registre: Registre, empty: Path) -> None:
    assert registre("keygen", "coffre:1", "--json").complaint["code"] == "unknown-adapter"
    assert registre("keygen", "ed25519:", "--json").complaint["code"] == "malformed-key-address"


# ---- anchors ---------------------------------------------------------------------------------------------------------


def test_an_anchor_is_taken_and_says_where_it_is_and_how_it_is_verified(registre: Registre, folder: Path) -> None:
    key = ("--key", "ed25519:ancre.key")
    told = registre("anchor", DATABASE, *key, "--into", "une autre.json")
    answer = registre("anchor", DATABASE, *key, "--into", "encore.json", "--json").json

    assert (told.exit_code, told.err) == (0, "")
    assert f"--key {name_of(folder)}" in told.out
    assert "1 registre, signé par la clé" in told.out
    assert "--anchor 'une autre.json'" in told.out
    assert list(answer) == ["address", "file", "taken_at", "key", "registers"]
    assert (answer["file"], answer["key"], answer["registers"]) == ("encore.json", name_of(folder), 1)
    assert what_is_signed((folder / "encore.json").read_bytes()).startswith(b"registre-anchor/1\n{")


def test_an_anchor_into_a_folder_is_named_after_its_moment(registre: Registre, folder: Path) -> None:
    (folder / "ancres").mkdir()
    answer = registre("anchor", DATABASE, "--key", "ed25519:ancre.key", "--into", "ancres", "--json").json
    [name] = names(folder / "ancres")
    moment = answer["taken_at"][:19].replace("-", "").replace(":", "")

    assert (f"anchor-{moment}Z.json", f"ancres/{name}") == (name, answer["file"])


def test_an_anchor_is_never_written_over(registre: Registre, folder: Path) -> None:
    before, there = (folder / "ancre.json").read_bytes(), names(folder)
    again = registre("anchor", DATABASE, "--key", "ed25519:ancre.key", "--into", "ancre.json", "--json")

    assert (again.exit_code, again.complaint["code"]) == (2, "file-exists")
    assert (folder / "ancre.json").read_bytes() == before
    assert names(folder) == there


def test_a_key_may_come_from_a_program(registre: Registre, folder: Path) -> None:
    key = "ed25519:command:cat ancre.key"
    answer = registre("anchor", DATABASE, "--key", key, "--into", "b.json", "--json")

    assert (answer.exit_code, answer.json["key"]) == (0, name_of(folder))


@pytest.mark.parametrize(
    "key, code, exit_code",
    [
        ("ed25519:absente.key", "key-not-found", 2),
        ("ed25519:registre.db", "malformed-key", 2),
        ("ed25519:" + "0" * 64, "private-key-needed", 2),
        ("ed25519:command:false", "key-command-failed", 3),
        ("ed25519:command:/nulle/part", "key-command-failed", 3),
        ("coffre:clé", "unknown-adapter", 2),
    ],
)
def test_a_key_that_cannot_sign_leaves_no_anchor(
    registre: Registre, folder: Path, key: str, code: str, exit_code: int
) -> None:
    before = names(folder)
    answer = registre("anchor", DATABASE, "--key", key, "--into", "b.json", "--json")

    assert (answer.exit_code, answer.complaint["code"], answer.out) == (exit_code, code, "")
    assert names(folder) == before


def test_a_key_that_others_can_read_is_refused(registre: Registre, folder: Path) -> None:
    (folder / "ancre.key").chmod(0o640)
    answer = registre("anchor", DATABASE, "--key", "ed25519:ancre.key", "--into", "b.json")

    assert (answer.exit_code, answer.out) == (2, "")
    assert "chmod 600" in answer.err


def test_what_is_left_of_a_register_without_its_head_is_not_signed_over(registre: Registre, folder: Path) -> None:
    tampered("DELETE FROM register_heads")
    answer = registre("anchor", "sqlite:///forgé.db", "--key", "ed25519:ancre.key", "--into", "b.json", "--json")

    assert (answer.exit_code, answer.complaint["code"]) == (3, "register-without-head")
    assert not (folder / "b.json").exists()


@pytest.mark.parametrize("into", ["absent/b.json", "registre.db/b.json"])
def test_an_anchor_needs_its_folder(registre: Registre, folder: Path, into: str) -> None:
    answer = registre("anchor", DATABASE, "--key", "ed25519:ancre.key", "--into", into, "--json")

    assert (answer.exit_code, answer.complaint["code"], answer.out) == (2, "folder-missing", "")


# ---- verifying with anchors ------------------------------------------------------------------------------------------


def test_an_anchor_that_a_trusted_key_signed_is_told_as_such(registre: Registre, folder: Path) -> None:
    with_key = ("--anchor", "ancre.json", "--key", name_of(folder))
    told = registre("verify", DATABASE, *with_key)
    answer = registre("verify", DATABASE, *with_key, "--json").json

    assert (told.exit_code, told.err) == (0, "")
    assert "signée par la clé attendue" in told.out
    assert f"jusqu’à n°\u00a0{ENTRIES}" in told.out
    [anchor] = answer["anchors"]
    assert (anchor["file"], anchor["key"], anchor["trusted"]) == ("ancre.json", name_of(folder), True)
    assert [one["anchored"] for one in answer["workspaces"]] == [ENTRIES]


def test_without_a_key_the_origin_of_an_anchor_is_not_proven(registre: Registre, folder: Path) -> None:
    told = registre("verify", DATABASE, "--anchor", "ancre.json")
    answer = registre("verify", DATABASE, "--anchor", "ancre.json", "--json").json

    assert (told.exit_code, told.err) == (0, "")
    assert "rien n’en prouve l’origine" in told.out
    assert name_of(folder) in told.out
    assert [one["trusted"] for one in answer["anchors"]] == [False]


@pytest.mark.parametrize("key", ["ed25519:ancre.key", "ed25519:ancre.pub"])
def test_the_key_that_is_trusted_may_be_named_by_its_file(
    registre: Registre, folder: Path, openssl: str, key: str
) -> None:
    subprocess.run([openssl, "pkey", "-in", "ancre.key", "-pubout", "-out", "ancre.pub"], check=True)
    keys = ("--key", "ed25519:autre.key", "--key", key)

    assert registre("verify", DATABASE, "--anchor", "ancre.json", *keys).exit_code == 0


def test_all_anchors_of_a_folder_are_taken(registre: Registre, folder: Path) -> None:
    (folder / "ancres").mkdir()
    before = registre("verify", DATABASE, "--anchor", "ancres", "--key", "ed25519:ancre.key")
    for name in ("1.json", "2.json"):
        registre("anchor", DATABASE, "--key", "ed25519:ancre.key", "--into", f"ancres/{name}")
    (folder / "ancres/lisez-moi.txt").write_text("à garder", encoding="utf-8")
    answer = registre("verify", DATABASE, "--anchor", "ancres", "--key", "ed25519:ancre.key", "--json").json

    assert (before.exit_code, "jusqu’à" in before.out, " non " in before.out) == (0, False, True), "not anchored yet"
    assert ["ancres/1.json", "ancres/2.json"] == [one["file"] for one in answer["anchors"]]


def test_an_anchor_of_a_foreign_key_is_refused(registre: Registre, folder: Path) -> None:
    answer = registre("verify", DATABASE, "--anchor", "ancre.json", "--key", "ed25519:autre.key")

    [line] = answer.err.splitlines()
    assert (answer.exit_code, answer.out) == (3, "")
    assert "clé étrangère" in line
    assert name_of(folder) in line
    assert line.endswith("[anchor-of-another-key]")


@pytest.mark.parametrize("keys", [(), ("--key", "ed25519:ancre.key")], ids=["without a key", "with its key"])
def test_an_altered_anchor_is_refused(registre: Registre, folder: Path, keys: tuple[str, ...]) -> None:
    content = (folder / "ancre.json").read_bytes()
    (folder / "ancre.json").write_bytes(content.replace(f'"number":{ENTRIES}'.encode(), b'"number":24'))
    answer = registre("verify", DATABASE, "--anchor", "ancre.json", *keys, "--json")

    assert (answer.exit_code, answer.complaint["code"], answer.out) == (3, "anchor-forged", "")


@pytest.mark.parametrize(
    "words, code",
    [
        (("--anchor", "registre.db"), "not-an-anchor"),
        (("--anchor", "ancre.key"), "not-an-anchor"),
        (("--anchor", "absente.json"), "file-not-found"),
        (("--key", "ed25519:ancre.key"), "anchor-missing"),
        (("--anchor", "ancre.json", "--key", "ed25519:"), "malformed-key-address"),
    ],
)
def test_what_is_no_anchor_is_refused(registre: Registre, folder: Path, words: tuple[str, ...], code: str) -> None:
    answer = registre("verify", DATABASE, *words, "--json")

    assert (answer.exit_code, answer.complaint["code"], answer.out) == (2, code, "")


@pytest.mark.parametrize(
    "forging, damage, first, last",
    [(rewritten, "rewritten", 1, ENTRIES), (cut, "set-back", 24, ENTRIES), (emptied, "gone", 1, ENTRIES)],
    ids=["rewritten", "cut", "emptied"],
)
def test_what_the_database_alone_does_not_show_an_anchor_finds(
    registre: Registre, folder: Path, forging: Callable[[Path], None], damage: str, first: int, last: int
) -> None:
    forging(folder)
    alone = registre("verify", "sqlite:///forgé.db")
    held = registre("verify", "sqlite:///forgé.db", "--anchor", "ancre.json", "--json")
    told = registre("verify", "sqlite:///forgé.db", "--anchor", "ancre.json")

    assert (alone.exit_code, alone.err) == (0, "")
    assert (held.exit_code, held.complaint["code"], held.json["intact"]) == (3, "register-broken", False)
    [workspace] = held.json["workspaces"]
    [breach] = workspace["breaches"]
    assert (breach["damage"], breach["number"], breach["last"]) == (damage, first, last)
    assert "ancre" in told.err

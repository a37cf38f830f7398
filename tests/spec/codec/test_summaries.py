"""The data of a summary: one canonical object, whose digest anybody can work out again."""

import json
from hashlib import sha256

from attrs import evolve

from registre_core.codec import canonical_bytes, digested, write_summary
from registre_core.kernel.documents import Digest
from registre_core.testing.summing import a_finding_row, a_site_summary, a_summary

SUMMARY = digested(a_summary())
ROWS = (*SUMMARY.gravest, a_finding_row(text="Bloc « secours » éteint"))


def data(*rows: object) -> bytes:
    return b"".join(write_summary(SUMMARY, rows))  # type: ignore[arg-type]


def test_the_digest_is_that_of_what_is_printed_in_canonical_form() -> None:
    said = json.loads(data(*ROWS))

    assert SUMMARY.digest == said["digest"] == sha256(canonical_bytes(said["summary"])).hexdigest()


def test_the_digest_does_not_depend_on_the_one_that_stood_there() -> None:
    assert SUMMARY == digested(evolve(SUMMARY, digest=Digest("00" * 32)))


def test_whatever_is_printed_changes_the_digest() -> None:
    changed = [
        evolve(SUMMARY, left_out=1),
        evolve(SUMMARY, gravest=()),
        evolve(SUMMARY, anchor=None),
        evolve(SUMMARY, sites=(a_site_summary(),)),
        evolve(SUMMARY, register=evolve(SUMMARY.register, number=129)),
    ]

    assert 6 == len({SUMMARY.digest, *(digested(one).digest for one in changed)})


def test_the_whole_file_is_canonical_however_many_rows_it_has() -> None:
    for content in (data(), data(*ROWS[:1]), data(*ROWS)):
        assert content == canonical_bytes(json.loads(content))


def test_every_row_stands_there_field_by_field() -> None:
    row = ROWS[-1]
    told = json.loads(data(*ROWS))["findings"]

    assert len(ROWS) == len(told)
    assert {
        "created_by": "Claire Morel",
        "created_on": row.created_on.isoformat(),
        "due_on": "2026-02-20",
        "id": str(row.id),
        "kind": "anomaly",
        "number": "12",
        "place": "Bâtiment B, 2e étage",
        "reference": "CO 47",
        "severity": "major",
        "site_id": str(row.site_id),
        "state": "open",
        "text": "Bloc « secours » éteint",
    } == told[-1]


def test_it_says_which_format_it_has_and_what_its_fields_are() -> None:
    said = json.loads(data())

    assert ["digest", "findings", "format", "summary"] == list(said)
    assert "registre-summary/1" == said["format"]
    assert {
        "anchor",
        "gravest",
        "left_out",
        "on",
        "register",
        "sites",
        "told_on",
        "workspace",
        "workspace_id",
    } == said["summary"].keys()

"""What an entry of each kind refers to is read from its bytes, whatever the kind, also of kinds to come."""

import json
from pathlib import Path

import pytest
from tests.golden.examples import FACTS, entry_of

from registre_core.codec import DOCUMENTS, documents_named
from registre_core.kernel.documents import Digest
from registre_core.services.moving.naming import named_in

PINNED = {file.stem: file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.entry"))}
KINDS_THAT_NAME = 30
"""At least so many: otherwise the test below would pass on nothing."""


@pytest.mark.parametrize("name", FACTS)
def test_every_document_that_a_fact_names_is_found_in_its_entry(name: str) -> None:
    named = {digest for folder, digest in named_in(FACTS[name]) if folder == DOCUMENTS}
    assert named <= set(documents_named(entry_of(FACTS[name]).content))


def test_most_kinds_of_findings_permits_and_requests_name_some() -> None:
    naming = [name for name, fact in FACTS.items() if any(folder == DOCUMENTS for folder, _ in named_in(fact))]
    assert len(naming) >= KINDS_THAT_NAME


@pytest.mark.parametrize("name", PINNED)
def test_a_commitment_to_what_names_a_person_is_no_document(name: str) -> None:
    commitments = json.loads(PINNED[name].split(b"\n", 9)[9])["personal"].values()
    assert not set(commitments) & set(documents_named(PINNED[name]))


@pytest.mark.parametrize(
    "written, found",
    [
        (b'{"digest":"%s"}' % (b"a" * 64), ["a" * 64]),
        (b'{"arguments":{"photo":"%s"},"x":["%s","%s"]}' % (b"1" * 64, b"2" * 64, b"1" * 64), ["1" * 64, "2" * 64]),
        (b'{"text":"say \\"%s\\""}' % (b"a" * 64), []),
        (b'{"digest":"%s"}' % (b"A" * 64), []),
        (b'{"digest":"%s"}' % (b"a" * 65), []),
        (b'{"019cad8f-ac00-7000-8000-000000000006":"%s"}' % (b"a" * 64), []),
        (b"", []),
    ],
    ids=["a digest", "each once, in order", "in a text", "in capitals", "too long", "of a person", "nothing"],
)
def test_a_document_is_whatever_is_written_as_a_digest(written: bytes, found: list[Digest]) -> None:
    assert tuple(found) == documents_named(written)

"""Laws of what is signed and of its proof, whatever is in them."""

from __future__ import annotations

import json
from uuid import UUID

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from registre_core import InvalidInput, verify_signature
from registre_core.codec import (
    AttestedBundle,
    Bundle,
    bundle_statement,
    canonical_bytes,
    read_bundle,
    signable_bytes,
    signable_differences,
    signable_digest,
    write_bundle,
)
from registre_core.register import Head, PersonalPart
from registre_core.signatures import Stage, SubjectKind
from registre_core.testing.memory import PlainAttestor

KEY = PlainAttestor("of a property")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LINKS = st.binary(min_size=32, max_size=32)
PARTS = st.builds(PersonalPart, st.integers(1, 2**64).map(lambda n: UUID(int=n)), LINKS, TEXTS.map(str.encode))
BUNDLES = st.builds(
    Bundle,
    content=TEXTS,
    entry=TEXTS.map(str.encode),
    link=LINKS,
    previous=LINKS,
    personal=st.lists(PARTS, max_size=2).map(tuple),
    path=st.lists(LINKS, max_size=3).map(tuple),
    head=st.builds(Head, st.integers(0, 2**40), LINKS),
    anchor=st.none() | TEXTS,
)


def attested(bundle: Bundle) -> bytes:
    return write_bundle(AttestedBundle(bundle, KEY.attest(bundle_statement(bundle))))


@given(BUNDLES)
def test_a_proof_comes_back_as_it_was_written(bundle: Bundle) -> None:
    assert bundle == read_bundle(attested(bundle)).bundle


@given(BUNDLES, BUNDLES)
def test_two_proofs_never_have_one_attestation(one: Bundle, other: Bundle) -> None:
    assert (one == other) is (bundle_statement(one) == bundle_statement(other))


@given(BUNDLES)
def test_what_tells_of_no_signature_is_never_attested_whoever_signed_it(bundle: Bundle) -> None:
    assert not verify_signature(attested(bundle), KEY).is_attested


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | TEXTS,
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["format", "entry", "path", "head", "anchor", "content", "attestation"]), inner
            )
        ),
    ).map(lambda said: json.dumps(said).encode())
)
def test_whatever_else_it_is_it_is_one_clear_error(content: bytes) -> None:
    try:
        read_bundle(content)
    except InvalidInput as refusal:
        assert "not-a-signature-bundle" == refusal.code  # noqa: PT017  # nothing else may be raised


@frozen
class Thing:
    """What somebody signs."""

    text: str
    numbers: tuple[int, ...]
    inner: tuple[str | None, ...]


THINGS = st.builds(
    Thing,
    TEXTS,
    st.lists(st.integers(-5, 5), max_size=3).map(tuple),
    st.lists(st.none() | TEXTS, max_size=2).map(tuple),
)


@settings(max_examples=50)
@given(THINGS, THINGS)
def test_what_is_signed_differs_exactly_where_its_digest_does(one: Thing, other: Thing) -> None:
    signed, current = (signable_bytes(SubjectKind.PERMIT, Stage.OPENING, thing) for thing in (one, other))

    assert (one == other) is (signable_digest(signed) == signable_digest(current))
    assert (signable_differences(signed, current) == ()) is (one == other)


@given(THINGS)
def test_one_field_that_changed_is_the_one_that_is_named(thing: Thing) -> None:
    signed, current = (
        signable_bytes(SubjectKind.PERMIT, Stage.OPENING, one) for one in (thing, evolve(thing, text=thing.text + "!"))
    )

    assert ("content.text",) == signable_differences(signed, current)
    assert canonical_bytes(json.loads(signed.split(b"\n", 1)[1])) in signed

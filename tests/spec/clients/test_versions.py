"""Versions compare as versions, not as text; what leaves room for a guess is none."""

from itertools import pairwise

import pytest

from registre_core.clients import LONGEST_VERSION, Version

MISSION = "mission.md, «Client versions compare as versions, not as text»"
SEMVER_9 = "Semantic Versioning 2.0.0, 9: pre-release"
SEMVER_10 = "Semantic Versioning 2.0.0, 10: build metadata"
SEMVER_11 = "Semantic Versioning 2.0.0, 11: precedence"
PEP_440 = "PEP 440, pre-releases: 1.47rc1; alpha and beta by their first letters"
APPLE = "CFBundleVersion: up to three numbers, shown in parentheses"
HOUSE = "docs/reference/clients, «How versions are read»"


def version(text: str) -> Version:
    read = Version.parse(text)
    assert read is not None, text
    return read


EARLIER_AND_LATER = [
    # earlier, later, source
    ("1.9.1", "1.10", MISSION),
    ("1.9.1", "1.47", MISSION),
    ("1.9", "1.9.1", SEMVER_11),
    ("1.46.99", "1.47", SEMVER_11),
    ("1.47", "1.47.1", SEMVER_11),
    ("1.47.0.0.9", "1.47.0.1", SEMVER_11),
    ("1.99", "2", SEMVER_11),
    ("2.0", "10.0", SEMVER_11),
    ("0", "0.0.1", SEMVER_11),
    ("1.9", "1.20260105", SEMVER_11),
    ("1.47-rc.1", "1.47", SEMVER_9),
    ("1.47-rc.1", "1.47.0", SEMVER_9),
    ("1.47-beta", "1.47", SEMVER_9),
    ("1.47-0", "1.47", SEMVER_9),
    ("1.47-hotfix", "1.47", SEMVER_9),
    ("1.46", "1.47-alpha", SEMVER_9),
    ("1.47-alpha", "1.47-alpha.1", SEMVER_11),
    ("1.47-alpha.1", "1.47-alpha.beta", SEMVER_11),
    ("1.47-alpha.beta", "1.47-beta", SEMVER_11),
    ("1.47-beta.2", "1.47-beta.11", SEMVER_11),
    ("1.47-beta.11", "1.47-rc.1", SEMVER_11),
    ("1.47-1", "1.47-alpha", SEMVER_11),
    ("1.47rc1", "1.47", PEP_440),
    ("1.47b2", "1.47", PEP_440),
    ("1.47a1", "1.47b1", PEP_440),
    ("1.47.beta2", "1.47.rc1", PEP_440),
    ("1.47rc9", "1.47rc10", HOUSE),
    ("1.47-rc9", "1.47-rc10", HOUSE),
    ("1.47-rc.1+9", "1.47+1", SEMVER_10),
    ("1.47 (9999)", "1.47.1 (1)", APPLE),
]

ALIKE = [
    # one spelling, another, source
    ("1.47", "1.47.0", HOUSE),
    ("1.47", "1.47.0.0.0", HOUSE),
    ("0", "0.0", HOUSE),
    ("1.047", "1.47", HOUSE),
    ("1.47-rc.1", "1.47.0-rc.1", HOUSE),
    ("1.47-rc.1", "1.47-rc1", HOUSE),
    ("1.47-rc.1", "1.47rc1", HOUSE),
    ("1.47-rc.1", "1.47.rc1", HOUSE),
    ("1.47-RC.1", "1.47-rc.1", HOUSE),
    ("1.47-rc-1", "1.47-rc.1", HOUSE),
    ("1.47b.2", "1.47b2", HOUSE),
    ("1.47b-2", "1.47b2", HOUSE),
    ("1.47", "1.47+5f3c", SEMVER_10),
    ("1.47+1", "1.47+2.exp-7", SEMVER_10),
    ("1.47-beta+5f3c", "1.47-beta", SEMVER_10),
    ("1.47", "1.47 (4567)", APPLE),
    ("1.47", "1.47(4567)", APPLE),
    ("1.47rc1 (4567.1.2)", "1.47rc1", APPLE),
    ("v1.47", "1.47", HOUSE),
    ("V1.47", "1.47", HOUSE),
    (" 1.47\r\n", "1.47", HOUSE),
    ("\u00a01.47", "1.47", HOUSE),
]

UNREADABLE = [
    # text, why
    ("", "nothing"),
    ("  ", "nothing"),
    ("la dernière", "no number"),
    ("rc1", "no number"),
    ("v", "no number"),
    ("1.", "a number is missing"),
    (".47", "a number is missing"),
    ("1..47", "a number is missing"),
    ("1,47", "a comma"),
    ("-1.47", "a sign"),
    ("+1.47", "a sign"),
    ("1.-47", "a sign"),
    ("1_0.47", "int() would take the underscore"),
    ("1 .47", "a space within"),
    ("1.47 .1", "a space within"),
    ("1.47 rc1", "a space within"),
    ("1.47\n1.9.1", "two lines"),
    ("1.47, 1.9.1", "two versions"),
    ("vv1.47", "one v too many"),
    ("v 1.47", "a space behind the v"),
    ("version 1.47", "a sentence"),
    ("1.x", "any version"),
    ("1.*", "any version"),
    (">=1.47", "a condition"),
    ("1.47-", "an empty suffix"),
    ("1.47-rc..1", "an empty suffix"),
    ("1.47+", "an empty suffix"),
    ("1.47 ()", "an empty suffix"),
    ("1.47+1+2", "two builds"),
    ("1.47+1 (2)", "two builds"),
    ("1.47 (bêta)", "words in parentheses: a build or a pre-release?"),
    ("1.47 (beta)", "words in parentheses: a build or a pre-release?"),
    ("1.47.5f3c", "letters behind a dot: a build or a pre-release?"),
    ("1.47p1", "letters that are no known word: before or after 1.47?"),
    ("1.47.Final", "letters that are no known word: before or after 1.47?"),
    ("1.\u0664\u0667", "digits of another script, which int() would take"),
    ("\uff11.47", "wide digits, which int() would take"),
    ("1.4\u00b2", "a superscript, which isdigit() would take"),
    ("1\u20244\uff0e7", "dots of another script"),
    ("1.47\u2010rc1", "a typographic hyphen"),
    ("1.47-\u212a", "a Kelvin sign, whose small letter is k"),
    ("1.47\x00", "a null character"),
    ("1.47\ud800", "half of a surrogate pair"),
    ("NaN", "no number"),
    ("1e3", "a number that is no version"),
    ("0x1.47", "a number that is no version"),
]


@pytest.mark.parametrize(
    "earlier, later, source", EARLIER_AND_LATER, ids=[f"{one} < {other}" for one, other, _ in EARLIER_AND_LATER]
)
def test_the_later_version_is_the_greater_one(earlier: str, later: str, source: str) -> None:
    assert version(earlier) < version(later), source
    assert version(later) > version(earlier), source
    assert version(earlier) != version(later), source


@pytest.mark.parametrize("one, other, source", ALIKE, ids=[f"{one!r} = {other!r}" for one, other, _ in ALIKE])
def test_one_version_may_be_written_in_several_ways(one: str, other: str, source: str) -> None:
    assert version(one) == version(other), source
    assert hash(version(one)) == hash(version(other)), source
    assert version(one) <= version(other) <= version(one), source


@pytest.mark.parametrize("text, why", UNREADABLE, ids=[ascii(text) for text, _ in UNREADABLE])
def test_what_leaves_room_for_a_guess_is_no_version(text: str, why: str) -> None:
    assert None is Version.parse(text), why


def test_the_chain_of_the_standard_holds() -> None:
    """Source: Semantic Versioning 2.0.0, clause 11, its own example."""
    chain = "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0"

    assert all(version(earlier) < version(later) for earlier, later in pairwise(chain.split()))


def test_a_version_is_no_longer_than_a_line_of_its_page() -> None:
    longest = "1." + "0" * (LONGEST_VERSION - 4) + "47"

    assert LONGEST_VERSION == len(longest)
    assert version("1.47") == version(longest)
    assert None is Version.parse("0" + longest)
    assert None is Version.parse(" " + longest), "spaces count: the text is measured before anybody looks at it"

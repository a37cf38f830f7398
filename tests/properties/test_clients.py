"""Versions, whatever they are: of any two it is known which is later, and only what weighs counts."""

from __future__ import annotations

from functools import cmp_to_key
from itertools import pairwise, zip_longest

from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from registre_core.clients import ClientPolicy, ClientState, Requirement, Version, judge
from registre_core.kernel.actors import Client, ClientKind
from registre_core.kernel.errors import InvalidInput


@frozen
class Written:
    """A version taken apart, to be written down in one of the ways people have."""

    numbers: tuple[int, ...]
    stage: tuple[int | str, ...] = ()
    """Of a pre-release."""
    joined_by: str = "."
    build: str = ""
    before: str = ""
    behind: str = ""

    @property
    def text(self) -> str:
        numbers = ".".join(map(str, self.numbers))
        stage = "-" + self.joined_by.join(map(str, self.stage)) if self.stage else ""
        return f"{self.before}{numbers}{stage}{self.build}{self.behind}"

    @property
    def version(self) -> Version:
        read = Version.parse(self.text)
        assert read is not None, self.text
        return read


def compared(one: Written, other: Written) -> int:
    """Compare with pen and paper, clause 11 of Semantic Versioning word by word; further numbers go on alike."""
    for left, right in zip_longest(one.numbers, other.numbers, fillvalue=0):
        if left != right:
            return -1 if left < right else 1
    if not one.stage or not other.stage:
        return bool(other.stage) - bool(one.stage)
    for mine, yours in zip(one.stage, other.stage, strict=False):
        if mine != yours:
            return compared_identifiers(mine, yours)
    return (len(one.stage) > len(other.stage)) - (len(one.stage) < len(other.stage))


def compared_identifiers(mine: int | str, yours: int | str) -> int:
    if isinstance(mine, int) and isinstance(yours, int):
        return -1 if mine < yours else 1
    if isinstance(mine, str) and isinstance(yours, str):
        return -1 if mine < yours else 1
    return -1 if isinstance(mine, int) else 1


numbers = st.lists(st.integers(0, 12) | st.integers(0, 10**6), min_size=1, max_size=5).map(tuple)
stages = st.lists(st.integers(0, 12) | st.sampled_from(["alpha", "beta", "rc", "x"]), max_size=3).map(tuple)
builds = st.sampled_from(["", "+5f3c", "+20260105.1-b", " (4567)", "(1.2.3)"])
versions = st.builds(
    Written,
    numbers,
    stages,
    joined_by=st.sampled_from([".", "-"]),
    build=builds,
    before=st.sampled_from(["", "v", "V", " ", "\n v"]),
    behind=st.sampled_from(["", " ", "\r\n"]),
)
near = st.builds(Written, st.lists(st.integers(0, 1), min_size=1, max_size=3).map(tuple), stages)
"""Few enough that two of them are often one."""
texts = st.text(max_size=80) | st.text("0123456789.-+ ()vrcalphbet\u0664\u00b2\u212a", max_size=80)


@given(versions | near, versions | near)
def test_of_any_two_versions_the_later_one_is_the_one_that_pen_and_paper_find(one: Written, other: Written) -> None:
    expected = compared(one, other)

    assert expected == (one.version > other.version) - (one.version < other.version)
    assert (expected == 0) is (one.version == other.version)
    assert expected != 0 or hash(one.version) == hash(other.version)


@given(near, near)
def test_no_two_versions_are_each_before_the_other(one: Written, other: Written) -> None:
    before, behind, alike = (
        one.version < other.version,
        one.version > other.version,
        one.version == other.version,
    )

    assert 1 == before + behind + alike
    assert (before or alike) is (one.version <= other.version)


@given(near, near, near)
def test_what_is_before_what_is_before_a_third_is_before_it(one: Written, other: Written, third: Written) -> None:
    if one.version <= other.version <= third.version:
        assert one.version <= third.version


@given(st.lists(versions | near, max_size=12))
def test_a_list_of_versions_has_one_order(written: list[Written]) -> None:
    on_paper = sorted(written, key=cmp_to_key(compared))

    assert [one.version for one in on_paper] == sorted(one.version for one in written)


@given(versions, builds)
def test_where_a_version_was_built_never_matters(written: Written, build: str) -> None:
    assert evolve(written, build=build).version == written.version


@given(versions, st.integers(1, 3))
def test_zeros_behind_never_matter(written: Written, more: int) -> None:
    assert evolve(written, numbers=written.numbers + (0,) * more).version == written.version


@given(versions, st.integers(1, 10**6))
def test_any_other_number_behind_makes_a_later_version_of_it(written: Written, number: int) -> None:
    assert evolve(written, numbers=(*written.numbers, number)).version > written.version


@given(versions, stages.filter(bool))
def test_every_pre_release_is_before_its_release(written: Written, stage: tuple[int | str, ...]) -> None:
    assert evolve(written, stage=stage).version < evolve(written, stage=()).version


@given(texts, texts)
def test_no_text_raises_an_error_and_any_two_that_are_versions_compare(one: str, other: str) -> None:
    first, second = Version.parse(one), Version.parse(other)
    if first is not None and second is not None:
        assert 1 == (first < second) + (first > second) + (first == second)


@given(texts | versions.map(lambda written: written.text), st.sampled_from(ClientKind))
def test_whatever_a_client_declares_it_is_judged(text: str, kind: ClientKind) -> None:
    verdict = judge(Client(kind, text), ClientPolicy())

    if kind in {ClientKind.WEB, ClientKind.MOBILE}:
        assert (Version.parse(text) is None) is (verdict.state is ClientState.UNKNOWN)
        assert (verdict.declared or "").isprintable()
    else:
        assert verdict.state is ClientState.OK
    assert (verdict.action is None) is (verdict.state is ClientState.OK)


@given(versions | near, near, near)
def test_who_asks_for_more_never_lets_in_more(client: Written, one: Written, other: Written) -> None:
    low, high = sorted((one, other), key=lambda written: written.version)
    judged = [
        judge(Client.web(client.text), ClientPolicy({ClientKind.WEB: Requirement(minimum.text)}))
        for minimum in (low, high)
    ]

    assert judged[0].may_enter or not judged[1].may_enter


@given(near, st.none() | near, st.none() | near)
def test_a_policy_that_is_taken_can_be_met_by_what_is_published(
    minimum: Written, recommended: Written | None, published: Written | None
) -> None:
    advised, latest = (None if one is None else one.text for one in (recommended, published))
    asked = Requirement(minimum.text, advised, latest)
    in_order = [one for one in (minimum, recommended, published) if one is not None]
    makes_sense = all(compared(one, other) <= 0 for one, other in pairwise(in_order))

    try:
        policy = ClientPolicy({ClientKind.MOBILE: asked})
    except InvalidInput:
        assert not makes_sense
    else:
        assert makes_sense
        assert ClientState.OK is judge(Client.mobile(in_order[-1].text), policy).state

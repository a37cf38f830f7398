"""Cursors are tokens that one passes on; totals say how far they were counted."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.names import SORT_KEY_VERSION
from registre_core.kernel.pages import Cursor, Total
from registre_core.ports.storage import FindingOrder, InterventionOrder, NamedOrder, Order
from registre_core.testing.builders import a_finding, a_site, an_intervention

A_SITE = a_site(name="École")
KEYS: list[tuple[Order, str]] = [
    (NamedOrder.CREATED, "x"),
    (NamedOrder.NAME, ""),
    (NamedOrder.NAME, chr(SORT_KEY_VERSION + 1) + "ecole"),
    (NamedOrder.NAME, chr(SORT_KEY_VERSION) + "\u0142"),
    (InterventionOrder.PLANNED, "20260302"),
    (InterventionOrder.PLANNED, "2026-02-30"),
    (InterventionOrder.LATEST, ""),
    (FindingOrder.NEWEST, "2026-03-02"),
]
"""What no key of that order looks like; a key of other rules has another place in the list."""


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.uuids(), st.text(st.characters(codec="utf-8")))
def test_a_cursor_comes_back_from_its_token(order: str, identifier: UUID, key: str) -> None:
    cursor = Cursor(order.replace("\n", ""), identifier, key)
    assert cursor == Cursor.read(str(cursor))


def test_a_token_can_stand_in_an_address() -> None:
    token = str(NamedOrder.NAME.cursor(a_site(name="Œuvre ¿ Ωméga 🔥")))
    assert token.replace("-", "").replace("_", "").isalnum()
    assert token.isascii()


@pytest.mark.parametrize("token", ["", "x", "é", "====", "AAAA", "bmFtZQo", " ", "bmFtZQ==", "\ud800"], ids=ascii)
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Cursor.read(token)
    assert [("after", "malformed-cursor")] == [(problem.path, problem.code) for problem in refused.value.problems]


def test_there_is_one_way_to_write_a_cursor() -> None:
    token = str(NamedOrder.CREATED.cursor(A_SITE))
    for other in (token + "=", token[:-1] + chr(ord(token[-1]) + 1), token + "\n"):
        with pytest.raises(InvalidInput):
            Cursor.read(other)


def test_each_order_points_behind_an_item_by_its_key() -> None:
    planned, finding = an_intervention(planned_on=date(2026, 3, 2)), a_finding()
    assert Cursor("created", A_SITE.id) == NamedOrder.CREATED.cursor(A_SITE)
    assert Cursor("name", A_SITE.id, "\x01ecole\x00\x01\x02\x00\x02") == NamedOrder.NAME.cursor(A_SITE)
    assert Cursor("planned", planned.id, "2026-03-02") == InterventionOrder.PLANNED.cursor(planned)
    assert Cursor("latest", planned.id, "2026-03-02") == InterventionOrder.LATEST.cursor(planned)
    assert Cursor("newest", finding.id) == FindingOrder.NEWEST.cursor(finding)
    assert date(2026, 3, 2) == InterventionOrder.LATEST.value_in(InterventionOrder.LATEST.cursor(planned))


@pytest.mark.parametrize("order,key", KEYS, ids=repr)
def test_a_key_of_another_form_is_refused(order: Order, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        order.value_in(Cursor(order.value, A_SITE.id, key))
    assert "malformed-cursor" == refused.value.code


def test_a_total_stops_at_its_cap() -> None:
    assert Total(1_000, is_more=True) == Total.capped(1_001, cap=1_000)
    assert Total(1_000) == Total.capped(1_000, cap=1_000)
    assert Total(0) == Total.capped(0, cap=1_000)

"""Strategies for what is kept of machines that are told, as wide as its invariants let it be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from tests.properties.values import identifiers, instants, texts, versions

from registre_core.notices import CallbackAddress, StopReason, Subscription

addresses = st.from_regex(
    r"https?://[a-z]{1,9}(\.[a-z]{1,9})?(:[1-9][0-9]{0,3})?/[A-Za-z0-9/?=&~_-]{0,9}(%[0-9A-F]{2})?", fullmatch=True
).filter(CallbackAddress.read)
stops = st.just((None, None)) | st.tuples(instants, st.sampled_from(StopReason))
subscriptions = stops.flatmap(
    lambda stop: st.builds(
        Subscription,
        identifiers,
        addresses,
        st.frozensets(texts, max_size=3),
        instants,
        st.just(stop[0]),
        st.just(stop[1]),
        versions,
    )
)

SUBSCRIBED: Mapping[type[Any], st.SearchStrategy[Any]] = {Subscription: subscriptions}
"""By class."""

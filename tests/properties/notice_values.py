"""Strategies for what the register keeps of notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from registre_core.notices import LONGEST_SPAN, TOPICS, NoticeTerms

hours = st.none() | st.times().map(lambda one: one.replace(tzinfo=None).isoformat())
kinds = st.frozensets(st.sampled_from(sorted(TOPICS)))

TOLD: Mapping[type[Any], st.SearchStrategy[Any]] = {
    NoticeTerms: st.builds(NoticeTerms, kinds, st.integers(1, LONGEST_SPAN), hours, hours),
}
"""By class."""

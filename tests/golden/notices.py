"""What a workspace and its people settled of notices."""

from __future__ import annotations

from datetime import time

from tests.golden.town import CONTACT, WORKSPACE

from registre_core.kernel.facts import Fact
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.notices import NoticeSettings, NoticesMuted, NoticesSettled, NoticeTerms

SETTINGS = NoticeSettings(
    frozenset({"request-declined", "intervention-planned"}), 14, time(21, 30), time(7), "mairie@exemple.fr", version=3
)

NOTICE_FACTS: tuple[Fact, ...] = (
    NoticesSettled(WORKSPACE.id, NoticeTerms.of(SETTINGS)),
    NoticesMuted(PersonKey(PersonKind.CONTACT, CONTACT.id), frozenset({"signature-given", "reminder"})),
)
"""What can happen to it."""

"""What is looked up when a notice goes out, beside what it said when it was queued: names change, people are erased.

Never a person's name: firms, places and what somebody wrote are enough to know what is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

from registre_core.notices.facts import Form, Promise

TEXT, COUNT = Promise(Form.TEXT), Promise(Form.COUNT)
PERHAPS_TEXT = Promise(Form.TEXT, may_lack=True)
PERHAPS_DATE, PERHAPS_INSTANT = Promise(Form.DATE, may_lack=True), Promise(Form.INSTANT, may_lack=True)
PERHAPS_CENTS, PERHAPS_CODE = Promise(Form.CENTS, may_lack=True), Promise(Form.CODE, may_lack=True)

_WHERE = {"address": PERHAPS_TEXT}
_VISIT = {**_WHERE, "contractors": PERHAPS_TEXT}
_SEAT = {"planned_on": PERHAPS_DATE, "valid_from": PERHAPS_INSTANT, "valid_until": PERHAPS_INSTANT}
_ASKED = {**_WHERE, "findings": COUNT}
_SAID = {"firm": PERHAPS_TEXT}

LOOKED_UP: Mapping[str, Mapping[str, Promise]] = {
    "intervention-planned": _VISIT,
    "intervention-postponed": {**_VISIT, "before_on": PERHAPS_DATE, "reason": PERHAPS_TEXT},
    "intervention-cancelled": {**_VISIT, "reason": PERHAPS_TEXT},
    "intervention-overdue": _VISIT,
    "signature-requested": _SEAT,
    "signature-reminder": _SEAT,
    "signature-given": _SEAT,
    "signature-refused": _SEAT,
    "signatures-complete": _SEAT,
    "slip-sealed": {"kind": Promise(Form.CODE), **_SEAT},
    "permit-awaiting": {"work": TEXT},
    "permit-suspended": {"reason": PERHAPS_TEXT},
    "round-due": {"missed_since": PERHAPS_INSTANT},
    "round-missed": {},
    "finding-overdue": {"place": PERHAPS_TEXT, "reference": PERHAPS_TEXT},
    "request-sent": {**_ASKED, "type": Promise(Form.CODE)},
    "request-withdrawn": {"reason": PERHAPS_TEXT},
    "request-answered": {
        **_SAID,
        "proposed_on": PERHAPS_DATE,
        "total": PERHAPS_CENTS,
        "currency": PERHAPS_CODE,
        "message": PERHAPS_TEXT,
    },
    "request-declined": {**_SAID, "reason": PERHAPS_TEXT},
    "request-awarded": _WHERE,
    "request-not-awarded": {},
    "standing-changed": {"banner": PERHAPS_TEXT},
    "anchor-failed": {},
    "notice-undeliverable": {"recipient": TEXT},
    "reminder": {},
}
"""What is added to the facts of each topic."""

"""Who is told what: topics, what a workspace settled of them, and the words a notice is given. Pure."""

from registre_core.notices.entities import (
    Letter,
    Muting,
    NoticeSettings,
    StopReason,
    Subscription,
    Topic,
    Worded,
)
from registre_core.notices.facts import Facts, Form, Promise, broken_promises
from registre_core.notices.looked_up import LOOKED_UP
from registre_core.notices.recorded import NoticesMuted, NoticesSettled
from registre_core.notices.samples import SAMPLES
from registre_core.notices.settling import may_leave_out, unknown_topics
from registre_core.notices.tables import REMINDED, SAFETY, TOPICS
from registre_core.notices.terms import THE_HOUSES_DELIVERIES, DeliveryPolicy

__all__ = [
    "LOOKED_UP",
    "REMINDED",
    "SAFETY",
    "SAMPLES",
    "THE_HOUSES_DELIVERIES",
    "TOPICS",
    "DeliveryPolicy",
    "Facts",
    "Form",
    "Letter",
    "Muting",
    "NoticeSettings",
    "NoticesMuted",
    "NoticesSettled",
    "Promise",
    "StopReason",
    "Subscription",
    "Topic",
    "Worded",
    "broken_promises",
    "may_leave_out",
    "unknown_topics",
]

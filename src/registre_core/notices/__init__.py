"""Who is told what: topics, what a workspace settled of them, and the words a notice is given. Pure."""

from registre_core.notices.addresses import CallbackAddress, WebOrigin, callback_address, is_machine
from registre_core.notices.entities import (
    LONGEST_SPAN,
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
from registre_core.notices.printed import topic_table
from registre_core.notices.recorded import NoticesMuted, NoticesSettled, NoticeTerms
from registre_core.notices.samples import SAMPLES
from registre_core.notices.settling import may_leave_out, unknown_topics
from registre_core.notices.subscribing import (
    PING,
    PING_SUBJECT,
    PING_TEXT,
    SubscriptionAdded,
    SubscriptionResumed,
    SubscriptionStopped,
    for_people_alone,
    may_be_told,
    may_resume,
    may_stop,
    resumed,
    stopped,
)
from registre_core.notices.tables import REMINDED, SAFETY, TOPICS
from registre_core.notices.terms import THE_HOUSES_DELIVERIES, DeliveryPolicy

__all__ = [
    "LONGEST_SPAN",
    "LOOKED_UP",
    "PING",
    "PING_SUBJECT",
    "PING_TEXT",
    "REMINDED",
    "SAFETY",
    "SAMPLES",
    "THE_HOUSES_DELIVERIES",
    "TOPICS",
    "CallbackAddress",
    "DeliveryPolicy",
    "Facts",
    "Form",
    "Letter",
    "Muting",
    "NoticeSettings",
    "NoticeTerms",
    "NoticesMuted",
    "NoticesSettled",
    "Promise",
    "StopReason",
    "Subscription",
    "SubscriptionAdded",
    "SubscriptionResumed",
    "SubscriptionStopped",
    "Topic",
    "WebOrigin",
    "Worded",
    "broken_promises",
    "callback_address",
    "for_people_alone",
    "is_machine",
    "may_be_told",
    "may_leave_out",
    "may_resume",
    "may_stop",
    "resumed",
    "stopped",
    "topic_table",
    "unknown_topics",
]

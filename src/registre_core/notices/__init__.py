"""Who is told what: topics, what a workspace settled of them, and the words a notice is given. Pure."""

from registre_core.notices.addresses import CallbackAddress, Origin, callback_address
from registre_core.notices.entities import (
    Letter,
    Muting,
    NoticeSettings,
    StopReason,
    Subscription,
    Topic,
    Worded,
)
from registre_core.notices.terms import THE_HOUSES_DELIVERIES, DeliveryPolicy

__all__ = [
    "THE_HOUSES_DELIVERIES",
    "CallbackAddress",
    "DeliveryPolicy",
    "Letter",
    "Muting",
    "NoticeSettings",
    "Origin",
    "StopReason",
    "Subscription",
    "Topic",
    "Worded",
    "callback_address",
]

"""When something is tried again, and when it may go out at all."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from registre_core.kernel.zones import zone_of
from registre_core.notices.entities import NoticeSettings
from registre_core.notices.terms import DeliveryPolicy


def tries_of(policy: DeliveryPolicy, *, urgent: bool) -> int:
    """Tell how often something is tried before it is given up."""
    return policy.urgent_tries if urgent else policy.tries


def wait_before(policy: DeliveryPolicy, tried: int, chance: float, *, urgent: bool = False) -> timedelta:
    """Tell how long to wait before something is tried again: ever longer, and no two alike.

    Args:
        policy: how long the first wait is, how they grow, and how far chance moves them.
        tried: how often it was tried, at least once.
        chance: a number from 0 to 1, from the system's source of randomness.
        urgent: whether it is of safety.

    Example:
        >>> [str(wait_before(DeliveryPolicy(), tried, 0)) for tried in (1, 2, 3, 12)]
        ['0:01:00', '0:03:00', '0:09:00', '6:00:00']
        >>> str(wait_before(DeliveryPolicy(), 1, 1))
        '0:00:45'
    """
    seconds = policy.first_wait.total_seconds()
    longest = (min(policy.longest_wait, policy.urgent_wait) if urgent else policy.longest_wait).total_seconds()
    for _ in range(1, tried):
        if seconds >= longest:
            break
        seconds *= policy.factor
    return timedelta(seconds=min(seconds, longest) * (1 - policy.jitter * chance))


def quiet_until(settings: NoticeSettings, at: datetime) -> datetime | None:
    """Tell until when a workspace wants quiet; None, if somebody may be told now.

    Hours are those of clocks in Paris. Of a time that comes twice, or never, the later reading counts: nobody is woken.

    Args:
        settings: of the workspace.
        at: the present instant.

    Returns:
        An instant in UTC, later than `at`.
    """
    begins, ends = settings.quiet_from, settings.quiet_until
    if begins is None or ends is None:
        return None
    paris = zone_of()
    local = at.astimezone(paris)
    if not _is_between(begins, ends, local.time()):
        return None
    day = local.date() if local.time() < ends else local.date() + timedelta(days=1)
    read = (datetime.combine(day, ends, paris).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(read)


def _is_between(begins: time, ends: time, now: time) -> bool:
    """Whether it is that time of the day, which may go on past midnight."""
    return begins <= now < ends if begins <= ends else now >= begins or now < ends

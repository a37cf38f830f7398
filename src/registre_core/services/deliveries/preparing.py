"""A notice becomes a message at the moment it goes out: whether it still should, its words, its file, its link."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import ConfigurationError, NotFound, RuleViolation
from registre_core.kernel.identifiers import LineId, WorkRequestId, WorkspaceId
from registre_core.notices import Letter, NoticeSettings, Worded, is_machine
from registre_core.notices.policy import quiet_until
from registre_core.notices.terms import SECRET
from registre_core.ports import Attachment, Message
from registre_core.ports.storage import Notice, Snapshot
from registre_core.services.deliveries.attaching import attached
from registre_core.services.deliveries.briefing import brief
from registre_core.services.deliveries.carriers import carrier_to, wording_of
from registre_core.services.deliveries.desk import Desk
from registre_core.services.deliveries.outcomes import MOOT, Outcome, untried
from registre_core.services.notices.readers import present_address
from registre_core.services.requests.linking import Linking
from registre_core.services.requests.notices import SENT

LEFT_OUT = "left_out"
"""The fact that tells words that a file was too large to go along."""


@frozen
class _Briefed:
    """What was read of a notice, in one snapshot."""

    letter: Letter
    settings: NoticeSettings
    address: str
    """Where its reader is reached now."""


@frozen
class Preparing(Desk):
    """Makes messages of notices."""

    def _prepared(self, workspace: WorkspaceId, notice: Notice, at: datetime) -> Message | Outcome:
        """Make the message that tells of a notice now; or say why none goes out.

        What the host lacks is asked before anything is made, such as a link that would be recorded each time.

        Raises:
            ConfigurationError: ``no-notifier``, ``no-words``, ``no-request-link``.
            RegistreError: whatever reading, wording and opening documents ran into.
        """
        wording, _ = wording_of(self.ports), carrier_to(self.ports, notice.recipient)
        briefed = self._briefed(workspace, notice, at)
        if isinstance(briefed, Outcome):
            return briefed
        letter = self._linked(workspace, notice, briefed.letter)
        if letter is None:
            return MOOT
        files = attached(self.ports, workspace, notice)
        if files is None:
            letter = evolve(letter, facts={**letter.facts, LEFT_OUT: True})
        return _message(workspace, notice, wording.word(letter), files or (), briefed)

    def _briefed(self, workspace: WorkspaceId, notice: Notice, at: datetime) -> _Briefed | Outcome:
        """Look at everything as it stands now, in one snapshot."""
        with self.ports.storage.read(workspace) as tx:
            settings, address = tx.notice_settings.get(), present_address(tx, notice, self.ports.clock.day_of(at))
            if address is None:
                return MOOT
            notice = evolve(notice, recipient=address)
            if held := _held_back(tx, notice, settings, at):
                return held
            gathered = tx.outbox.parts(notice.id)
            parts = tuple(one for one in gathered if _is_wanted(tx, evolve(one, recipient=address), settings))
            letter = None if gathered and not parts else brief(tx, notice, parts, at=at)
        return MOOT if letter is None else _Briefed(letter, settings, address)

    def _linked(self, workspace: WorkspaceId, notice: Notice, letter: Letter) -> Letter | None:
        """Give the letter with the link of whoever is asked; None, if he is no longer.

        A machine that is told of requests gets no link: it would answer in the name of somebody else.
        """
        if notice.kind != SENT or is_machine(notice.recipient):
            return letter
        address = self.ports.deliveries.request_link
        if address is None:
            said = "no address of links was chosen, so nobody can be asked: what is queued stays queued"
            raise ConfigurationError("no-request-link", said)
        request, line = WorkRequestId(notice.subject_id), LineId(UUID(str(notice.facts["line"])))
        try:
            issued = Linking(self.ports, self.door).issue_link(Actor.operator(workspace), request, line)
        except (NotFound, RuleViolation):
            return None
        return evolve(letter, link=address.replace(SECRET, issued.secret))


def _held_back(tx: Snapshot, notice: Notice, settings: NoticeSettings, at: datetime) -> Outcome | None:
    """Tell why a notice does not go out now, if it does not: what is urgent always does."""
    if is_machine(notice.recipient):
        is_told = any(one.address == notice.recipient for one in tx.subscriptions.every())
        return None if is_told and _is_wanted(tx, notice, settings) else MOOT
    if not _is_wanted(tx, notice, settings):
        return MOOT
    quiet = None if notice.is_urgent else quiet_until(settings, at)
    return untried(quiet) if quiet else None


def _is_wanted(tx: Snapshot, notice: Notice, settings: NoticeSettings) -> bool:
    """Whether the workspace tells of such things, and the recipient did not mute them, since it was queued."""
    return notice.is_urgent or not (notice.kind in settings.off or notice.kind in tx.mutings.of(notice.recipient))


def _message(
    workspace: WorkspaceId,
    notice: Notice,
    worded: Worded,
    files: tuple[Attachment, ...],
    briefed: _Briefed,
) -> Message:
    return Message(
        key=key_of(notice),
        recipient=briefed.address,
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        attachments=files,
        kind=notice.kind,
        facts=notice.facts,
        told_at=notice.queued_at,
        reply_to=briefed.settings.reply_to,
        sender=str(workspace),
    )


def key_of(notice: Notice) -> str:
    """Give the key it goes out under, each time: short, in ASCII, and no other workspace's, which its own may be."""
    return f"{notice.kind}/{notice.id}"

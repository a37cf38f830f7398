"""Whom a request names: findings, firms and people are there, and belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from registre_core.findings import Finding, Kind
from registre_core.interventions import TYPES
from registre_core.kernel.erasure import may_change
from registre_core.kernel.errors import InvalidInput, NotFound, RuleViolation
from registre_core.kernel.identifiers import FindingId, LineId, SiteId
from registre_core.kernel.passages import Passage
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.ports.storage import Snapshot
from registre_core.requests import Line, Recipient, WorkRequest
from registre_core.requests.policy.states import REQUESTS
from registre_core.services.front_door import Bearer
from registre_core.services.journal import Stamp


def named_findings(tx: Snapshot, findings: Iterable[FindingId]) -> tuple[Finding, ...]:
    """Give what is to be corrected, each once.

    Raises:
        InvalidInput: ``empty-collection``.
        NotFound: ``finding-not-found``.
    """
    found = tuple(tx.findings.get(one) for one in dict.fromkeys(findings))
    if not found:
        raise InvalidInput.at("findings", "empty-collection", "a request says what is to be corrected")
    return found


def require_seen(findings: Sequence[Finding], bearer: Bearer, site: SiteId) -> None:
    """Refuse what whoever asks may not see, as if it were not there; and what stands on another site, or is settled.

    Raises:
        NotFound: ``finding-not-found``.
        RuleViolation: ``finding-elsewhere``, ``finding-not-open``: all at once.
    """
    for one in findings:
        in_sight = bearer.sites is None or one.site_id in bearer.sites
        if not in_sight or (one.kind is Kind.PRESCRIPTION and not bearer.holds("prescriptions.consult")):
            raise NotFound.of("finding", one.id)
    verdict = YES
    for one in findings:
        verdict &= _may_ask_for(one, site)
    verdict.require(RuleViolation)


def _may_ask_for(finding: Finding, site: SiteId) -> Verdict:
    verdict, facts = YES, {"finding": str(finding.id)}
    if finding.site_id != site:
        said = "one request is about one site: what is on another needs another"
        verdict &= Verdict.no(Reason("finding-elsewhere", said, REQUESTS, facts))
    if not finding.is_open:
        said = f"the finding is {finding.state}: there is nothing to correct"
        verdict &= Verdict.no(Reason("finding-not-open", said, REQUESTS, {**facts, "state": finding.state.value}))
    return verdict


def require_something_open(tx: Snapshot, request: WorkRequest) -> None:
    """Refuse to ask for what is all settled by now.

    Raises:
        RuleViolation: ``finding-not-open``, of each.
    """
    verdicts = [_may_ask_for(tx.findings.get(one), request.site_id) for one in request.findings]
    if not any(verdicts):
        Verdict(tuple(reason for verdict in verdicts for reason in verdict.reasons)).require(RuleViolation)


def passages_of(findings: Iterable[Finding]) -> tuple[Passage, ...]:
    """Give the words of the reports that say so, each once."""
    return tuple(dict.fromkeys(one.passage for one in findings if one.passage is not None))


def lines_to(tx: Snapshot, recipients: Iterable[Recipient], stamp: Stamp) -> tuple[Line, ...]:
    """Draw up a line for each recipient.

    Raises:
        NotFound: ``contractor-not-found``, ``contact-not-found``.
        RuleViolation: ``person-erased``, ``contact-of-another-firm``: all at once.
    """
    chosen, verdict = tuple(recipients), YES
    for recipient in chosen:
        for reason in _against(tx, recipient):
            verdict &= reason
    verdict.require(RuleViolation)
    return tuple(Line(LineId(stamp.ids.new()), recipient) for recipient in chosen)


def _against(tx: Snapshot, recipient: Recipient) -> Iterator[Verdict]:
    if recipient.contractor_id is not None:
        tx.contractors.get(recipient.contractor_id)
    for contact_id in recipient.contacts:
        contact = tx.contacts.get(contact_id)
        yield may_change(contact)
        if recipient.contractor_id is not None and contact.contractor_id != recipient.contractor_id:
            said = "he is not of this firm: ask him alone, or with his own"
            yield Verdict.no(Reason("contact-of-another-firm", said, REQUESTS, {"contact": str(contact_id)}))


def require_type(type_code: str) -> None:
    """Refuse a type of interventions that there is not.

    Raises:
        InvalidInput: ``unknown-intervention-type``.
    """
    if type_code not in TYPES:
        said = f"there is no type {type_code!r} of intervention; known: {', '.join(TYPES)}"
        raise InvalidInput.at("type_code", "unknown-intervention-type", said, type=type_code)

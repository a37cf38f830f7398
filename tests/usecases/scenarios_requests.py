"""Requests and their links: each use case once, and once on a site that is not one's own."""

from __future__ import annotations

from collections.abc import Mapping

from tests.usecases.asking import COMES, INTERVENTION, LINK_SECRET, asked, to
from tests.usecases.calling import Scenario, do_nothing_with
from tests.usecases.town import Town, a_report

from registre_core.kernel.identifiers import LineId, WorkRequestId


def a_draft(town: Town) -> WorkRequestId:
    return asked(town, "intervention: brouillon").id


def what_was_sent(town: Town) -> WorkRequestId:
    return asked(town, "intervention: envoyée").id


def line_at(town: Town, message: str = "intervention: envoyée", place: int = 0) -> LineId:
    return asked(town, message).lines[place].id


def at_the_pool(town: Town) -> WorkRequestId:
    return asked(town, "à la piscine").id


def line_at_the_pool(town: Town) -> LineId:
    return line_at(town, "à la piscine")


REQUESTS: Mapping[str, Scenario] = {
    "requests.draft": Scenario(
        lambda town, actor: town.registre.requests.draft(
            actor, kind=INTERVENTION, findings=[town.finding.id], message="Venez", recipients=to(town)
        ),
        on=lambda town, actor, finding: town.registre.requests.draft(
            actor, kind=INTERVENTION, findings=[finding], message="Venez", recipients=[]
        ),
        thing=lambda town: town.pool_finding.id,
    ),
    "requests.edit": Scenario(
        lambda town, actor: town.registre.requests.edit(actor, a_draft(town), message="Venez vite"),
        on=lambda town, actor, request: town.registre.requests.edit(actor, request, message="Venez vite"),
        thing=at_the_pool,
    ),
    "requests.delete_draft": Scenario(
        lambda town, actor: town.registre.requests.delete_draft(actor, a_draft(town)),
        on=lambda town, actor, request: town.registre.requests.delete_draft(actor, request),
        thing=at_the_pool,
    ),
    "requests.send": Scenario(
        lambda town, actor: town.registre.requests.send(actor, a_draft(town)),
        on=lambda town, actor, request: town.registre.requests.send(actor, request),
        thing=at_the_pool,
    ),
    "requests.withdraw": Scenario(
        lambda town, actor: town.registre.requests.withdraw(actor, what_was_sent(town), reason="travaux reportés"),
        on=lambda town, actor, request: town.registre.requests.withdraw(actor, request, reason="travaux reportés"),
        thing=at_the_pool,
    ),
    "requests.record_answer": Scenario(
        lambda town, actor: town.registre.requests.record_answer(actor, what_was_sent(town), line_at(town), COMES),
        on=lambda town, actor, request: town.registre.requests.record_answer(
            actor, request, line_at_the_pool(town), COMES
        ),
        thing=at_the_pool,
    ),
    "requests.record_decline": Scenario(
        lambda town, actor: town.registre.requests.record_decline(actor, what_was_sent(town), line_at(town)),
        on=lambda town, actor, request: town.registre.requests.record_decline(actor, request, line_at_the_pool(town)),
        thing=at_the_pool,
    ),
    "requests.award": Scenario(
        lambda town, actor: town.registre.requests.award(
            actor, asked(town, "intervention: répondue").id, [line_at(town, "intervention: répondue")]
        ),
        on=lambda town, actor, request: town.registre.requests.award(actor, request, [line_at_the_pool(town)]),
        thing=at_the_pool,
    ),
    "requests.compare": Scenario(
        lambda town, actor: town.registre.requests.compare(actor, asked(town, "quote: répondue").id),
        on=lambda town, actor, request: town.registre.requests.compare(actor, request),
        thing=at_the_pool,
    ),
    "requests.show": Scenario(
        lambda town, actor: town.registre.requests.show(actor, what_was_sent(town)),
        on=lambda town, actor, request: town.registre.requests.show(actor, request),
        thing=at_the_pool,
    ),
    "requests.page": Scenario(lambda town, actor: town.registre.requests.page(actor, counted=True)),
    "requests.of_finding": Scenario(
        lambda town, actor: town.registre.requests.of_finding(actor, town.finding.id),
        on=lambda town, actor, finding: town.registre.requests.of_finding(actor, finding),
        thing=lambda town: town.pool_finding.id,
    ),
    "requests.open_document": Scenario(
        lambda town, actor: do_nothing_with(
            town.registre.requests.open_document(actor, what_was_sent(town), town.report.digest)
        ),
        on=lambda town, actor, request: do_nothing_with(
            town.registre.requests.open_document(actor, request, town.report.digest)
        ),
        thing=at_the_pool,
    ),
    "requests.issue_link": Scenario(
        lambda town, actor: town.registre.requests.issue_link(actor, what_was_sent(town), line_at(town)),
        on=lambda town, actor, request: town.registre.requests.issue_link(actor, request, line_at_the_pool(town)),
        thing=at_the_pool,
    ),
    "requests.revoke_links": Scenario(
        lambda town, actor: town.registre.requests.revoke_links(actor, what_was_sent(town), line_at(town)),
        on=lambda town, actor, request: town.registre.requests.revoke_links(actor, request, line_at_the_pool(town)),
        thing=at_the_pool,
    ),
    "requests.open_with_link": Scenario(lambda town, actor: town.registre.requests.open_with_link(actor, LINK_SECRET)),
    "requests.answer_with_link": Scenario(
        lambda town, actor: town.registre.requests.answer_with_link(actor, LINK_SECRET, COMES)
    ),
    "requests.decline_with_link": Scenario(
        lambda town, actor: town.registre.requests.decline_with_link(actor, LINK_SECRET)
    ),
    "requests.open_document_with_link": Scenario(
        lambda town, actor: do_nothing_with(
            town.registre.requests.open_document_with_link(actor, LINK_SECRET, town.report.digest)
        )
    ),
    "requests.store_document_with_link": Scenario(
        lambda town, actor: town.registre.requests.store_document_with_link(
            actor, LINK_SECRET, a_report(), name="devis.pdf"
        )
    ),
}
"""By the name of its row in the table of actions."""

"""Passages and findings: each use case once, and once on a site that is not one's own."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from attrs import evolve
from tests.usecases.calling import Scenario, do_nothing_with
from tests.usecases.scripted import candidate_of
from tests.usecases.town import SCRIPT, THE_OBSERVATION, TODAY, Town

from registre_core.findings import Finding, Kind, Severity, State
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.services.extraction import Accepted
from registre_core.testing.correcting import an_anomaly, standing_at, words_of

OBSERVED = (Kind.OBSERVATION, Kind.ANOMALY)
"""Kinds that go by the row's own right; prescriptions have theirs."""


def put_findings(town: Town) -> None:
    """Put anomalies into storage, at the school: one in each state, the cleared one with a proof."""
    with town.storage.inner.begin(town.workspace) as tx:
        for state in State:
            tx.findings.add(
                an_anomaly(
                    town.school,
                    created_by=town.finding.created_by,
                    **standing_at(state, by=town.finding.created_by.id, proofs=(town.photo,)),
                )
            )
        tx.commit()


def found(town: Town, state: State) -> Finding:
    """Give the anomaly that stands so."""
    with town.storage.inner.read(town.workspace) as tx:
        every = tx.findings.every()
        return next(one for one in every if (one.state, one.kind) == (state, Kind.ANOMALY))


def the_contact(town: Town) -> PersonKey:
    return PersonKey(PersonKind.CONTACT, town.contact.id)


def accepted(town: Town) -> list[Accepted]:
    """Accept what the report says beside what was taken out of it, and say that it was there before."""
    return [Accepted(evolve(candidate_of(SCRIPT, 1, 2), repeats=town.finding.id))]


EXTRACTED: Mapping[str, Scenario] = {
    "extraction.inspect": Scenario(
        lambda town, actor: town.registre.extraction.inspect(actor, town.at_school.id, town.report.digest),
        on=lambda town, actor, at: town.registre.extraction.inspect(actor, at, town.report.digest),
        thing=lambda town: town.at_pool.id,
    ),
    "extraction.propose": Scenario(
        lambda town, actor: town.registre.extraction.propose(actor, town.at_school.id, town.report.digest),
        on=lambda town, actor, at: town.registre.extraction.propose(actor, at, town.report.digest),
        thing=lambda town: town.at_pool.id,
    ),
    "extraction.accept": Scenario(
        lambda town, actor: town.registre.extraction.accept(
            actor, town.at_school.id, town.report.digest, accepted(town)
        ),
        on=lambda town, actor, at: town.registre.extraction.accept(actor, at, town.report.digest, accepted(town)),
        thing=lambda town: town.at_pool.id,
    ),
    "extraction.anchor": Scenario(
        lambda town, actor: town.registre.extraction.anchor(
            actor, town.finding.id, town.at_school.id, town.report.digest
        ),
        on=lambda town, actor, finding: town.registre.extraction.anchor(
            actor, finding, town.at_school.id, town.report.digest
        ),
        thing=lambda town: town.pool_finding.id,
    ),
    "extraction.extract": Scenario(
        lambda town, actor: town.registre.extraction.extract(
            actor, town.at_school.id, town.report.digest, THE_OBSERVATION
        ),
        on=lambda town, actor, at: town.registre.extraction.extract(actor, at, town.report.digest, THE_OBSERVATION),
        thing=lambda town: town.at_pool.id,
    ),
}

RECORDED: Mapping[str, Scenario] = {
    "findings.record": Scenario(
        lambda town, actor: town.registre.findings.record(
            actor,
            town.at_school.id,
            words_of(town.finding),
            severity=Severity.CRITICAL,
            due_on=TODAY,
            responsible=the_contact(town),
            photos=[town.photo],
            documents=[town.report],
            repeats=town.finding.id,
        ),
        on=lambda town, actor, at: town.registre.findings.record(actor, at, words_of(town.finding)),
        thing=lambda town: town.at_pool.id,
    ),
    "findings.duplicates": Scenario(
        lambda town, actor: town.registre.findings.duplicates(actor, town.at_school.id, words_of(town.finding)),
        on=lambda town, actor, at: town.registre.findings.duplicates(actor, at, words_of(town.finding)),
        thing=lambda town: town.at_pool.id,
    ),
    "findings.show": Scenario(
        lambda town, actor: town.registre.findings.show(actor, town.finding.id),
        on=lambda town, actor, finding: town.registre.findings.show(actor, finding),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.page": Scenario(
        lambda town, actor: town.registre.findings.page(
            actor, kinds=OBSERVED, intervention=town.at_school.id, state=State.OPEN
        )
    ),
    "findings.export": Scenario(lambda town, actor: town.registre.findings.export(actor, BytesIO(), kinds=OBSERVED)),
    "findings.open_document": Scenario(
        lambda town, actor: do_nothing_with(
            town.registre.findings.open_document(actor, found(town, State.CLEARED).id, town.photo.digest)
        ),
        on=lambda town, actor, finding: do_nothing_with(
            town.registre.findings.open_document(actor, finding, town.photo.digest)
        ),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.edit": Scenario(
        lambda town, actor: town.registre.findings.edit(
            actor, town.finding.id, severity=Severity.CRITICAL, due_on=TODAY, responsible=the_contact(town)
        ),
        on=lambda town, actor, finding: town.registre.findings.edit(actor, finding, place="Sous-sol"),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.attach": Scenario(
        lambda town, actor: town.registre.findings.attach(
            actor, town.finding.id, photos=[town.photo], documents=[town.report]
        ),
        on=lambda town, actor, finding: town.registre.findings.attach(actor, finding, photos=[town.photo]),
        thing=lambda town: town.pool_finding.id,
    ),
}

CORRECTED: Mapping[str, Scenario] = {
    "findings.plan": Scenario(
        lambda town, actor: town.registre.findings.plan(
            actor, town.finding.id, due_on=TODAY, responsible=the_contact(town), intervention=town.open.id
        ),
        on=lambda town, actor, finding: town.registre.findings.plan(actor, finding, due_on=TODAY),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.declare_corrected": Scenario(
        lambda town, actor: town.registre.findings.declare_corrected(
            actor, town.finding.id, reason="bloc remplacé", proofs=[town.photo], intervention=town.open.id
        ),
        on=lambda town, actor, finding: town.registre.findings.declare_corrected(actor, finding),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.clear": Scenario(
        lambda town, actor: town.registre.findings.clear(
            actor, town.finding.id, proofs=[town.photo], checked_by=the_contact(town), intervention=town.open.id
        ),
        on=lambda town, actor, finding: town.registre.findings.clear(actor, finding, proofs=[town.photo]),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.confirm": Scenario(
        lambda town, actor: town.registre.findings.confirm(
            actor, found(town, State.CLEARED).id, intervention=town.open.id
        ),
        on=lambda town, actor, finding: town.registre.findings.confirm(actor, finding, intervention=town.open.id),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.see_again": Scenario(
        lambda town, actor: town.registre.findings.see_again(actor, found(town, State.CLEARED).id, by=town.finding.id),
        on=lambda town, actor, finding: town.registre.findings.see_again(actor, finding, by=town.finding.id),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.reopen": Scenario(
        lambda town, actor: town.registre.findings.reopen(
            actor, found(town, State.CORRECTED).id, reason="toujours hors service"
        ),
        on=lambda town, actor, finding: town.registre.findings.reopen(actor, finding, reason="toujours hors service"),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.contest": Scenario(
        lambda town, actor: town.registre.findings.contest(
            actor, town.finding.id, reason="bloc hors périmètre", proofs=[town.report]
        ),
        on=lambda town, actor, finding: town.registre.findings.contest(actor, finding, reason="hors périmètre"),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.uphold": Scenario(
        lambda town, actor: town.registre.findings.uphold(
            actor, found(town, State.CONTESTED).id, reason="le périmètre la comprend"
        ),
        on=lambda town, actor, finding: town.registre.findings.uphold(actor, finding, reason="comprise"),
        thing=lambda town: town.pool_finding.id,
    ),
    "findings.set_aside": Scenario(
        lambda town, actor: town.registre.findings.set_aside(
            actor, found(town, State.CONTESTED).id, reason="local supprimé", proofs=[town.report]
        ),
        on=lambda town, actor, finding: town.registre.findings.set_aside(actor, finding, reason="local supprimé"),
        thing=lambda town: town.pool_finding.id,
    ),
}

FOUND: Mapping[str, Scenario] = {**EXTRACTED, **RECORDED, **CORRECTED}
"""By the name of its row in the table of actions."""

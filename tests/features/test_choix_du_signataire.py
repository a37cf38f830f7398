"""S3, from the list to the proof, and what goes beyond it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pytest
from attrs import define
from pytest_bdd import given, parsers, scenarios, then, when
from tests.features.signing import (
    ADMINISTRATOR,
    COMPANY,
    FIRM,
    ON_THE_SPOT,
    OPERATOR,
    ROLES,
    School,
    hand,
    moment,
)

from registre_core import verify_signature
from registre_core.interventions import Intervention, Status, status
from registre_core.kernel.documents import Digest
from registre_core.kernel.signatories import SignatoryRule
from registre_core.services.signatures import ListedSignature, ProofFinding
from registre_core.signatures import Level, SignatureState, SigningPolicy, SubjectKind
from registre_core.testing.memory import PlainAttestor

scenarios("choix_du_signataire.feature")

Table = list[list[str]]
WHY: Mapping[str, str] = {
    "l’exploitant et le prestataire ne vont pas ensemble": "signatories-not-allowed",
    "personne ne signe en deux rôles": "signs-in-two-roles",
    "le cadre est vide": "drawing-empty",
    "ce n’est qu’un point": "drawing-of-one-point",
    "le tracé est trop court": "drawing-too-short",
    "le tracé sort du cadre": "drawing-off-canvas",
    "ce tracé a déjà servi": "drawing-already-used",
    "ce n’est pas un tracé": "not-a-drawing",
}
WHO: Mapping[str, str] = {"exploitant": OPERATOR, "prestataire": FIRM, "interlocuteur": ON_THE_SPOT}
VERDICTS: Mapping[str, ProofFinding] = {
    "attestée": ProofFinding.ATTESTED,
    "altérée": ProofFinding.ALTERED,
    "clé étrangère": ProofFinding.FOREIGN_KEY,
    "cohérente, sans preuve de son origine": ProofFinding.SELF_CONSISTENT,
}


@define
class Story:
    """What happened so far."""

    school: School
    intervention: Intervention
    listed: list[Intervention]
    digest: Digest | None = None
    """Of what was read last."""
    proof: bytes = b""

    def now(self) -> Intervention:
        return self.school.registre.interventions.show(self.school.mayor, self.intervention.id)

    def ask(self, *pairs: tuple[str, str], **more: Any) -> None:  # noqa: ANN401  # as `ask_signatures` takes it
        signatories = [self.school.signatory(role, who) for role, who in pairs]
        rule = SignatoryRule(tuple(dict.fromkeys(one.role for one in signatories)))
        asked = self.school.registre.interventions.ask_signatures(
            self.school.actor(OPERATOR), self.intervention.id, signatories=signatories, rule=rule, **more
        )
        self.school.remember(asked.requests)

    def signatures(self) -> dict[str, ListedSignature]:
        every = self.school.registre.signatures.of(self.school.mayor, SubjectKind.INTERVENTION, self.intervention.id)
        return {one.request.signer.name: one for one in every}


@pytest.fixture
def story(school: School) -> Story:
    planned = school.registre.interventions.plan(
        school.mayor,
        site=school.site,
        type_code="maintenance",
        planned_on=moment("16/02/2026 00:00").date(),
        contractors=[school.company],
    )
    return Story(school, planned, [])


# ---- who and where ---------------------------------------------------------------------------------------------------


@given(parsers.parse("l’école « Simone-Veil », le {day}"))
def a_school(school: School, day: str) -> None:
    assert day == f"{school.clock.today():%d/%m/%Y}"


@given(parsers.parse("« {name} », qui répond de l’école pour l’exploitant et a un compte"))
def an_operator(school: School, name: str) -> None:
    assert name in school.accounts


@given(parsers.parse("« {name} », du prestataire « {company} », sans compte"))
def a_firm(school: School, name: str, company: str) -> None:
    assert (COMPANY, True, False) == (company, name in school.people, name in school.accounts)


@given(parsers.parse("« {name} », interlocutrice sur place, sans compte"))
def somebody_on_the_spot(school: School, name: str) -> None:
    assert (True, False) == (name in school.people, name in school.accounts)


@given(parsers.parse("une maintenance planifiée le {day}, que personne n’a encore signée"))
def a_maintenance(story: Story, day: str) -> None:
    assert day == f"{story.intervention.planned_on:%d/%m/%Y}"
    assert {} == story.signatures()


@given("une plateforme qui permet la signature contradictoire")
def contradictory(story: Story) -> None:
    story.school.under(signing=SigningPolicy(contradictory=True))


@given(parsers.parse("« {name} » est appelée à signer"))
def is_asked(story: Story, name: str) -> None:
    story.ask(("exploitant", name))


@given("qu’elle a lu l’intervention")
def has_read(story: Story) -> None:
    signature = story.school.signatures[OPERATOR].id
    story.digest = story.school.registre.signatures.show(story.school.actor(OPERATOR), signature).digest


# ---- the source's way ------------------------------------------------------------------------------------------------


@when(parsers.parse("« {name} » ouvre la liste de ses interventions"))
def opens_the_list(story: Story, name: str) -> None:
    story.listed = list(story.school.registre.interventions.page(story.school.actor(name)).items)


@then(parsers.parse("la première est la maintenance planifiée le {day}, « en retard »"))
def is_listed_first(story: Story, day: str) -> None:
    first, today = story.listed[0], story.school.clock.today()

    assert ("maintenance", day) == (first.type_code, f"{first.planned_on:%d/%m/%Y}")
    assert Status.OVERDUE is status(first, today)


@then(parsers.parse("son détail montre qui doit venir : « {company} »"))
def shows_who_comes(story: Story, company: str) -> None:
    shown = story.school.registre.interventions.show(story.school.actor(OPERATOR), story.listed[0].id)
    names = {one.id: one.name for one in story.school.registre.workspace.contractors(story.school.mayor).items}

    assert [company] == [names[one] for one in shown.contractors]


@when(parsers.parse("« {name} » choisit qui va signer"))
def chooses(story: Story, name: str, datatable: Table) -> None:
    story.ask(*((role, who) for role, who in datatable[1:]))


@when(parsers.parse("« {name} » choisit que signent : {roles}"))
def chooses_roles(story: Story, name: str, roles: str) -> None:
    with story.school.refused():
        story.ask(*((role, WHO[role]) for role in roles.split(", ")))


@when(parsers.parse("« {name} » choisit que « {who} » signe deux fois, pour l’exploitant et comme interlocutrice"))
def chooses_one_twice(story: Story, name: str, who: str) -> None:
    with story.school.refused():
        story.ask(("exploitant", who), ("interlocuteur", who))


@when(parsers.parse("« {name} » déclare qu’elle a été faite le {day}, et que l’exploitant signe"))
def declares_done(story: Story, name: str, day: str) -> None:
    story.ask(("exploitant", name), done_on=moment(f"{day} 00:00").date())
    story.school.sign(name, name)


@when(parsers.parse("« {name} » signe dans l’encadré en bas de page, sur le web"))
@given(parsers.parse("« {name} » signe dans l’encadré en bas de page, sur le web"))
def signs(story: Story, name: str) -> None:
    story.school.sign(name, name)


@when(parsers.parse("« {name} » signe dans l’encadré, sur la session de « {session} »"))
def signs_on_a_session(story: Story, name: str, session: str) -> None:
    story.school.sign(name, session)


@when(parsers.parse("« {name} » refuse de signer : « {reason} »"))
def refuses(story: Story, name: str, reason: str) -> None:
    signature = story.school.signatures[name].id
    story.school.registre.signatures.refuse(story.school.actor(OPERATOR), signature, reason=reason)


@when("un rapport rejoint l’intervention")
def a_report_joins(story: Story) -> None:
    registre, mayor = story.school.registre, story.school.mayor
    report = registre.documents.store(mayor, BytesIO(b"%PDF-1.7 rapport"), name="rapport.pdf")
    registre.interventions.attach_report(mayor, story.intervention.id, report)


@when(parsers.parse("elle laisse dans l’encadré {what}"))
def leaves(story: Story, what: str) -> None:
    with story.school.refused():
        story.school.sign(OPERATOR, OPERATOR, answer=LEFT[what](story))


# ---- what follows ----------------------------------------------------------------------------------------------------


@then(parsers.re(r"l’intervention (?P<what>est|n’est pas) clôturée"))
def is_closed(story: Story, what: str) -> None:
    assert (what == "est") is (status(story.now(), story.school.clock.today()) is Status.CLOSED)


@then(parsers.parse("l’intervention est clôturée, faite le {done} et signée le {signed}"))
def is_closed_on(story: Story, done: str, signed: str) -> None:
    now = story.now()

    assert now.done_on
    assert now.closed_at
    assert (done, signed) == (f"{now.done_on:%d/%m/%Y}", f"{story.school.clock.day_of(now.closed_at):%d/%m/%Y}")


@then(parsers.parse("la liste de « {name} » ne la dit plus en retard"))
def is_not_listed_overdue(story: Story, name: str) -> None:
    overdue = Status.OVERDUE

    assert () == tuple(story.school.registre.interventions.page(story.school.actor(name), status=overdue).items)


@then("le choix est accepté")
def is_accepted(story: Story) -> None:
    assert [] == story.school.codes()
    assert story.now().asked_at


@then(parsers.parse("le choix est refusé, car {why}"))
def is_refused(story: Story, why: str) -> None:
    assert [WHY[why]] == story.school.codes()
    assert story.now().asked_at is None


@then(parsers.parse("clôturer est refusé : il manque la signature de « {name} »"))
def lacks(story: Story, name: str) -> None:
    assert ["signatures-missing"] == _closing(story)
    assert name == story.school.reasons()[0].facts["names"]


@then(parsers.parse("clôturer est refusé : « {name} » a refusé de signer"))
def lacks_who_refused(story: Story, name: str) -> None:
    assert "signature-refused" in _closing(story)
    assert name == story.school.reasons()[-1].facts["names"]


@then(parsers.parse("le refus de « {name} » reste lisible, avec son motif"))
def the_refusal_stays(story: Story, name: str) -> None:
    kept = story.signatures()[name].request

    assert (SignatureState.REFUSED, "le local technique n’a pas été ouvert") == (kept.state, kept.reason)


@then("la preuve dit")
def the_evidence_says(story: Story, datatable: Table) -> None:
    told = [_told(one) for one in story.signatures().values() if one.state is SignatureState.SIGNED]

    assert datatable[1:] == told


@then("l’administratrice ne peut pas signer à sa place")
def not_in_her_place(story: Story) -> None:
    with story.school.refused():
        story.school.sign(OPERATOR, ADMINISTRATOR)

    assert ["session-of-another"] == story.school.codes()


@then(parsers.parse("signer encore, depuis un autre appareil, est refusé : « {name} » a déjà signé"))
def the_other_is_told(story: Story, name: str) -> None:
    request = story.school.signatures[name]
    with story.school.refused():
        story.school.sign_unread(story.school.actor(name), request.id, digest=request.digest)

    assert ["signature-settled"] == story.school.codes()
    assert story.school.refusal
    assert str(story.school.people[name].id) == story.school.refusal.facts["by"]


@then(parsers.parse("sa signature est refusée : {why}"))
def is_no_signature(story: Story, why: str) -> None:
    assert WHY[why] in story.school.codes()


@then("signer sans relire est refusé, car ce qui est à signer a changé")
def must_be_read_again(story: Story) -> None:
    with story.school.refused():
        story.school.sign_unread(
            story.school.actor(OPERATOR), story.school.signatures[OPERATOR].id, digest=story.digest
        )

    assert "content-changed" in story.school.codes()


@when("la preuve de sa signature est exportée")
def the_proof(story: Story) -> None:
    story.proof = story.school.registre.signatures.bundle(story.school.mayor, story.school.signatures[OPERATOR].id)


@then("hors ligne, elle se lit")
def reads_offline(story: Story, datatable: Table) -> None:
    files = {"telle quelle": story.proof, "un nom changé": story.proof.replace(b"Claire Morel", b"Claire Morell")}
    keys = {"la bonne": [PlainAttestor("de la ville")], "aucune": [], "une autre": [PlainAttestor("d’ailleurs")]}
    for proof, key, verdict in datatable[1:]:
        assert VERDICTS[verdict] is verify_signature(files[proof], *keys[key]).finding, proof


@then("elle dit qui a signé, en quel rôle, quand, et ce qui a été montré")
def says_who(story: Story) -> None:
    said = verify_signature(story.proof, PlainAttestor("de la ville")).statement

    assert said
    assert (OPERATOR, ROLES["exploitant"], story.school.clock.now()) == (said.name, said.role, said.signed_at)
    assert str(story.intervention.id) == said.content["content"]["id"]


@then("sa signature ne couvre plus ses rapports")
def covers_no_longer(story: Story) -> None:
    coverage = story.signatures()[OPERATOR].coverage

    assert coverage
    assert (False, ("content.reports",)) == (coverage.covers, coverage.differences)


def _closing(story: Story) -> list[str]:
    with story.school.refused():
        story.school.registre.interventions.close(story.school.actor(OPERATOR), story.intervention.id)
    return story.school.codes()


def _told(one: ListedSignature) -> list[str]:
    request, evidence = one.request, one.request.evidence
    role = next(french for french, role in ROLES.items() if role is request.role)
    assert evidence
    session = evidence.session.name if evidence.session else "la sienne"
    return [
        request.signer.name,
        role,
        session,
        {"pad": "page"}[evidence.channel],
        {Level.SIMPLE: "simple"}[evidence.level],
    ]


def _left(*points: tuple[float, float]) -> bytes:
    """Draw a line in a small box, in a second."""
    line = [{"x": x, "y": y, "time": 1_772_438_400_000 + 250 * n} for n, (x, y) in enumerate(points)]
    return json.dumps({"canvas": {"width": 300, "height": 150}, "strokes": [{"points": line}] if line else []}).encode()


def _pasted(story: Story) -> bytes:
    """Take what somebody else drew before, and put it elsewhere in the box."""
    school, drawn = story.school, hand(0)
    story.ask(("prestataire", FIRM))
    school.sign(FIRM, OPERATOR, answer=json.dumps(drawn).encode())
    for stroke in drawn["strokes"]:
        for point in stroke["points"]:
            point["y"] -= 5
    other = school.registre.interventions.plan(
        school.mayor, site=school.site, type_code="maintenance", planned_on=school.clock.today()
    )
    story.intervention = other
    story.ask(("exploitant", OPERATOR))
    return json.dumps(drawn).encode()


LEFT: Mapping[str, Callable[[Story], bytes]] = {
    "rien": lambda _: _left(),
    "un point": lambda _: _left((20, 20)),
    "un trait de trois pixels": lambda _: _left((20, 20), (21, 21), (22, 22)),
    "un tracé hors du cadre": lambda _: _left((200, 100), (400, 120), (600, 300)),
    "le tracé d’une autre signature, collé": _pasted,
    "ce que la page n’a pas pu envoyer": lambda _: b"data:image/png;base64,iVBORw0KGgo=",
}
"""What somebody leaves in the box."""

"""The steps of the story that happen in the main register, through the public calls of a register and nothing else."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from attrs import frozen

from registre_cli.demo.announcing import announce
from registre_cli.demo.asking import Asking
from registre_cli.demo.building import Building
from registre_cli.demo.chapters import Attempt, Cast, Chapter, Denied, Gates, Journal, State, Taken, Visit
from registre_cli.demo.editing import edit
from registre_cli.demo.inspecting import inspect
from registre_cli.demo.keeping import keep
from registre_cli.demo.people import acting, gather
from registre_cli.demo.placing import EXPORT, PICTURES
from registre_cli.demo.refusals import refusal
from registre_cli.demo.report import NAME, Excerpt, excerpts, open_report
from registre_cli.demo.scanning import Rereading
from registre_core import Actor, Registre, RegistreError, verify_export
from registre_core.interventions import Intervention
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.kernel.facts import Section
from registre_core.kernel.passages import Passage
from registre_core.register import Head

VISITED_ON = date(2026, 11, 4)
"""As the report says."""

PLACES = ("Préau, tableau divisionnaire TD 2", "Chaufferie", "Escalier B, niveau 1")
"""Where, as the report says, each excerpt is."""

SHOWN = 1
"""The excerpt that is told in full: two hyphenated line ends, one of them within «coupe-feu»."""

NOTE = ("bon_intervention.pdf", "Bon d’intervention : deux blocs de secours remplacés.\n")
"""A file that is not what its name says."""


@frozen
class Story:
    """One telling, on an open register."""

    registre: Registre
    folder: Path
    """Where the register is exported to, and pictures go."""
    unable: RegistreError | None = None
    """Why no scan can be read, if none can."""

    def play(self) -> Generator[Chapter, None, Journal]:
        """Do the steps one by one, and give each as soon as it is done."""
        yield (cast := gather(self.registre))
        yield (visit := self.plan(cast))
        yield self.try_gates(cast, visit)
        yield (taken := self.take(cast, visit))
        rereading = Rereading(self.registre, cast, visit, taken, self.folder / PICTURES)
        yield rereading.scan(self.unable)
        yield rereading.propose()
        yield self.deny(cast, taken)
        yield edit(self.registre, cast)
        yield from self.correct(cast, visit, taken)
        yield announce(self.registre, cast, self.folder)
        yield keep(self.registre, cast, self.folder)
        yield (journal := self.read(cast, taken))
        return journal

    def correct(self, cast: Cast, visit: Visit, taken: Taken) -> Iterator[Chapter]:
        """S7, S5, S6, S4: find anomalies, have them corrected by several firms, and let a commission come."""
        yield (anomalies := Building(self.registre, cast, taken, visit.report).look_around())
        door, _, cables = anomalies.findings
        asking = Asking(self.registre, cast)
        yield asking.ask(door)
        yield asking.compare(cables)
        yield inspect(self.registre, cast)

    def plan(self, cast: Cast) -> Visit:
        """S4 begins: an inspection of the school, and its report."""
        manager = acting(cast.manager, cast.workspace.id)
        planned = self._planned(manager, cast, "inspection", VISITED_ON)
        with open_report() as stream:
            report = self.registre.documents.store(manager, stream, name=NAME, originality=Originality.ORIGINAL)
        return Visit(self.registre.interventions.attach_report(manager, planned.id, report), report)

    def try_gates(self, cast: Cast, visit: Visit) -> Gates:
        """S4 goes on: before closing, from another type, from a file that is no PDF."""
        manager = acting(cast.manager, cast.workspace.id)
        name, text = NOTE
        note = self.registre.documents.store(manager, BytesIO(text.encode()), name=name)
        training = self._done(manager, cast, "training", date(2026, 9, 15), visit.report)
        repair = self._done(manager, cast, "after-sales", date(2026, 10, 6), note)
        tried = (
            ("Contrôle pas encore clôturé, rapport PDF", visit.intervention, visit.report),
            ("Formation clôturée, le même PDF", training, visit.report),
            (f"SAV clôturé, fichier texte nommé {name}", repair, note),
        )
        deputy = acting(cast.deputy, cast.workspace.id)
        return Gates(tuple(self._attempt(deputy, *one) for one in tried))

    def take(self, cast: Cast, visit: Visit) -> Taken:
        """S4 goes on: close it, mark rectangles, make observations."""
        manager, deputy = (acting(user, cast.workspace.id) for user in (cast.manager, cast.deputy))
        closed = self.registre.interventions.close(manager, visit.intervention.id, done_on=self._past(VISITED_ON))
        marked = excerpts()
        passages = [self._passage(deputy, closed, visit.report, excerpt) for excerpt in marked]
        findings = tuple(
            self.registre.findings.record(deputy, closed.id, passage, place=place)
            for passage, place in zip(passages, PLACES, strict=True)
        )
        return Taken(closed, cast.deputy, findings, SHOWN, marked[SHOWN].selection)

    def deny(self, cast: Cast, taken: Taken) -> Denied:
        """S1: somebody without the right tries, and nothing changes."""
        caretaker = acting(cast.caretaker, cast.workspace.id)
        before = self._state(caretaker)
        refused = refusal(
            lambda: self.registre.findings.record(caretaker, taken.intervention.id, taken.passage, place="Hall")
        )
        return Denied(cast.caretaker, refused, before, self._state(caretaker))

    def read(self, cast: Cast, taken: Taken) -> Journal:
        """List the register, verify it, export it, verify the export."""
        administrator = acting(cast.administrator, cast.workspace.id)
        register = self.registre.register
        lines = register.entries(administrator, limit=200).items
        export = self.folder / EXPORT
        with export.open("wb") as into:
            register.export(administrator, into)
        with export.open("rb") as exported:
            _, found = verify_export(exported)
        return Journal(
            cast.workspace,
            cast.sites,
            lines,
            self._head(administrator),
            register.verify(administrator),
            found,
            withheld=sum(line.heading.section is not Section.SAFETY for line in lines),
            target=next(line.heading.number for line in lines if line.heading.subject_id == taken.finding.id),
        )

    def _planned(self, manager: Actor, cast: Cast, type_code: str, day: date) -> Intervention:
        return self.registre.interventions.plan(
            manager,
            site=cast.school.id,
            type_code=type_code,
            planned_on=day,
            contractors=[cast.inspectors.id],
            contacts=[contact.id for contact in cast.contacts],
        )

    def _done(self, manager: Actor, cast: Cast, type_code: str, day: date, report: DocumentRef) -> Intervention:
        planned = self.registre.interventions.plan(manager, site=cast.school.id, type_code=type_code, planned_on=day)
        self.registre.interventions.attach_report(manager, planned.id, report)
        return self.registre.interventions.close(manager, planned.id, done_on=self._past(day))

    def _attempt(self, deputy: Actor, situation: str, origin: Intervention, report: DocumentRef) -> Attempt:
        marked = excerpts()[SHOWN].selection
        return Attempt(
            situation,
            refusal(lambda: self.registre.extraction.extract(deputy, origin.id, report.digest, marked)),
        )

    def _passage(self, deputy: Actor, origin: Intervention, report: DocumentRef, excerpt: Excerpt) -> Passage:
        return self.registre.extraction.extract(deputy, origin.id, report.digest, excerpt.selection)

    def _state(self, actor: Actor) -> State:
        return State(self._head(actor), len(self.registre.findings.page(actor).items))

    def _head(self, actor: Actor) -> Head:
        with self.registre.ports.storage.operate() as door:
            return next(head for workspace, head in door.workspaces() if workspace.id == actor.workspace)

    def _past(self, day: date) -> date:
        """Stay believable on a machine whose clock is behind the report."""
        return min(day, self.registre.ports.clock.today())

"""The hot-work permit (*permis de feu*)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from registre_core.permits import HotWorkPermit, Isolation, Measure, MeasureStage, RoundRecord, WatchPlan
from registre_core.ports.renderer import PermitSheet, Sheet
from registre_rendering_typst.form import Block, Check, Checks, Facts, Form, Lamp, Notice, Rows, Section, Words
from registre_rendering_typst.french import day, minutes, moment
from registre_rendering_typst.people import name_of, names_of, signatures
from registre_rendering_typst.slip import place, printed
from registre_rendering_typst.warnings import warned

STAGES = {
    MeasureStage.BEFORE: "Mesures avant les travaux",
    MeasureStage.DURING: "Mesures pendant les travaux",
    MeasureStage.AFTER: "Mesures après les travaux",
}
"""The parts of the checklist."""


def permit(printable: PermitSheet) -> Form:
    """Lay out a permit."""
    paper, sheet = printable.permit, printable.sheet
    return Form(
        kind="Permis de feu",
        title=f"Permis de feu — {sheet.site.name} — {day(sheet.printed_on)}",
        subtitle=f"{sheet.site.name} — {paper.place}",
        state=printable.state.capitalize(),
        reference=f"Permis n° {paper.id}, édition {paper.edition}",
        workspace=sheet.workspace,
        digest=sheet.digest,
        printed=printed(sheet),
        sections=tuple(_sections(printable)),
    )


def _sections(printable: PermitSheet) -> Iterator[Section]:
    paper, sheet = printable.permit, printable.sheet
    if printable.warnings:
        yield Section("À savoir", tuple(Notice("Attention", warned(one)) for one in printable.warnings))
    yield Section("Établissement", (place(sheet),))
    yield Section("Travaux", (_work(printable),))
    yield Section("Personnes", (_people(paper, sheet),))
    for stage, title in STAGES.items():
        checks = tuple(_check(one, sheet) for one in paper.measures if one.stage is stage)
        yield Section(title, (Checks(checks) if checks else Words("Aucune mesure n’est demandée."),))
    yield Section("Détection mise hors service", (_detectors(paper.detectors, sheet),))
    yield Section("Surveillance après travaux (levée de doute)", tuple(_watch(printable)))
    yield from signatures(sheet)


def _work(printable: PermitSheet) -> Facts:
    paper = printable.permit
    rows = (
        ("Référence", f"{paper.id}, édition {paper.edition}"),
        ("Lieu exact", paper.place),
        ("Nature des travaux", paper.work),
        ("Moyens", ", ".join(printable.means)),
        ("Valable", f"du {moment(paper.valid_from)} au {moment(paper.valid_until)}"),
        ("Fermeture du site", moment(paper.site_closes_at) if paper.site_closes_at else "—"),
        ("Fin des travaux", moment(paper.work_ended_at) if paper.work_ended_at else "—"),
    )
    return Facts((*rows, *_interruptions(paper)), wide=True)


def _interruptions(paper: HotWorkPermit) -> Iterator[tuple[str, str]]:
    if paper.suspension:
        yield "Suspendu", f"depuis le {moment(paper.suspension.at)} : {paper.suspension.reason}"
    if paper.exemption:
        yield "Clôture dérogatoire", f"le {moment(paper.exemption.at)} : {paper.exemption.reason}"
    if paper.ending and paper.ending.reason:
        yield "Motif de fin", paper.ending.reason


def _people(paper: HotWorkPermit, sheet: Sheet) -> Facts:
    return Facts(
        (
            ("Pour l’exploitant", names_of(sheet, (person.id for person in paper.operator_people))),
            ("Entreprises", names_of(sheet, paper.contractors)),
            ("Intervenants", names_of(sheet, paper.contractor_people)),
            ("Surveillance par", name_of(sheet, paper.watcher.id)),
        )
    )


def _check(measure: Measure, sheet: Sheet) -> Check:
    if not measure.applies:
        return Check(measure.text, measure.source, "none", "Sans objet")
    if measure.done_at is None:
        return Check(measure.text, measure.source, "open", "À faire")
    who = f"\npar {name_of(sheet, measure.done_by)}" if measure.done_by else ""
    return Check(measure.text, measure.source, "done", f"Fait le {moment(measure.done_at)}{who}")


def _detectors(detectors: tuple[Isolation, ...], sheet: Sheet) -> Block:
    rows = tuple((one.name, *_times(one, sheet)) for one in detectors)
    if not rows:
        return Words("Aucun détecteur n’est mis hors service.")
    return Rows(("Détecteur ou zone", "Mis hors service", "Remis en service"), (5, 3, 4), rows)


def _times(one: Isolation, sheet: Sheet) -> tuple[str, str]:
    isolated = moment(one.isolated_at) if one.isolated_at else "à faire"
    if one.restored_at is None:
        return isolated, "à faire" if one.isolated_at else "—"
    who = f"\npar {name_of(sheet, one.restored_by)}" if one.restored_by else ""
    return isolated, moment(one.restored_at) + who


def _watch(printable: PermitSheet) -> Iterator[Block]:
    paper = printable.permit
    if paper.watch is None:
        yield Words("La surveillance après travaux n’est pas activée sur ce permis.")
        return
    if printable.check:
        yield Lamp(printable.check.colour.value, printable.check.said)
    head = ("Ronde", "Heure prévue", "Faite", "Constat")
    yield Rows(head, (5, 5, 6, 8), tuple(_rounds(paper, paper.watch, printable.sheet)))


def _rounds(paper: HotWorkPermit, plan: WatchPlan, sheet: Sheet) -> Iterator[tuple[str, ...]]:
    is_over = paper.work_ended_at is not None or sheet.printed_at >= paper.valid_until
    begun = paper.work_ended_at or (paper.watched_from if is_over else None)
    for number in plan.rounds:
        due = begun + timedelta(minutes=number) if begun else None
        told = f"{minutes(number)} après la fin des travaux", moment(due) if due else "selon la fin des travaux"
        made = [record for record in paper.rounds if record.round == number]
        yield from ((*told, *_record(one, due, plan, sheet)) for one in made)
        if not made:
            yield *told, "à faire", "—"


def _record(one: RoundRecord, due: datetime | None, plan: WatchPlan, sheet: Sheet) -> tuple[str, str]:
    late = "\nen retard" if due and one.made_at > due + timedelta(minutes=plan.late) else ""
    made = f"{moment(one.made_at)}\npar {name_of(sheet, one.made_by)}{late}"
    found = "Rien d’anormal" if one.is_clear else "ANOMALIE CONSTATÉE"
    return made, "\n".join(part for part in (found, one.comment, _photo(one)) if part)


def _photo(one: RoundRecord) -> str:
    return f"Photographie : {one.photo.name}, SHA-256 {one.photo.digest}" if one.photo else ""

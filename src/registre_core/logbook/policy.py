"""What may be written into the logbook, how it is corrected, and what stands on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import LogbookId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.logbook.contents import Content, Drill, Instructions
from registre_core.logbook.entities import LogbookEntry
from registre_core.logbook.tables import KEEPING, NEVER_OVERWRITTEN


def may_write(content: Content, documents: Iterable[DocumentRef], today: date) -> Verdict:
    """Whether this can be written: a drill that was held, instructions that say something."""
    match content:
        case Drill(held_on=day) if day > today:
            facts = {"held_on": day.isoformat(), "today": today.isoformat()}
            said = "a drill is written down once it was held"
            return Verdict.no(Reason("drill-in-the-future", said, KEEPING, facts))
        case Instructions(text=text) if not text.strip() and not tuple(documents):
            said = "instructions say what to do, in words or in a document"
            return Verdict.no(Reason("instructions-say-nothing", said, KEEPING, {"title": content.title}))
        case _:
            return YES


def may_correct(entry: LogbookEntry, stands: LogbookId) -> Verdict:
    """Whether another entry can stand in for this one: for each, one can.

    Args:
        entry: which one.
        stands: the last of those that stand in for it, one for the other; itself where none does.
    """
    verdict, facts = YES, {"entry": str(entry.id), "stands": str(stands)}
    if entry.corrected_by is not None:
        said = "another entry stands in for it already: correct that one"
        verdict &= Verdict.no(Reason("logbook-entry-corrected", said, NEVER_OVERWRITTEN, facts))
    if entry.retracted:
        said = "it takes another entry back, and says nothing to correct: write a new one"
        verdict &= Verdict.no(Reason("logbook-entry-retracted", said, NEVER_OVERWRITTEN, {"entry": str(entry.id)}))
    return verdict


def may_stand_in(entry: LogbookEntry, correction: LogbookEntry) -> Verdict:
    """Whether one entry can stand in for another: it stands in the same chapter."""
    if correction.chapter is entry.chapter:
        return YES
    facts = {"chapter": entry.chapter.value, "given": correction.chapter.value}
    said = "an entry is corrected in its own chapter: take it back, and write another one"
    return Verdict.no(Reason("another-chapter", said, NEVER_OVERWRITTEN, facts))


def corrected(entry: LogbookEntry, by: LogbookId) -> LogbookEntry:
    """Say which entry stands in for it. Ask `may_correct` first."""
    return evolve(entry, corrected_by=by)


def standing_on(entries: Iterable[LogbookEntry], day: date) -> tuple[LogbookEntry, ...]:
    """Give what stands and is on a day: who is there, which instructions are in force, what works go on."""
    return tuple(one for one in entries if one.holds and one.content.is_on(day))

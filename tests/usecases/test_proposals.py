"""Point 8 beyond the source: what a report itself says is proposed, and what is accepted of it is recorded at once."""

from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve
from tests.usecases.scripted import FirstLetters, candidate_of, line_of
from tests.usecases.town import Town

from registre_core import Actor, InvalidInput, NotFound, RuleViolation
from registre_core.codec import from_builtins, read_entry, to_builtins
from registre_core.extraction import Candidate, Condition, Ocr, Part, Selection
from registre_core.findings import Finding, Kind
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import FindingId
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import TextSource
from registre_core.services.extraction import Acceptance, Accepted
from registre_core.services.reading import Proposal
from registre_core.testing.correcting import words_of

SCRIPT = {
    1: ("Rapport de contrôle", "1. Bloc de secours hors service", "2. Tableau T2 : capot manquant"),
    2: ("3. Issue n° 2 encombrée", "Fait à Nantes"),
}
BLOCK, COVER, EXIT = (candidate_of(SCRIPT, page, place) for page, place in ((1, 1), (1, 2), (2, 0)))


@pytest.fixture
def reported(town: Town) -> Town:
    """Have a report of three points, of which the town took the first one at the school and at the pool."""
    town.pages.script = SCRIPT
    return town.with_ports(detectors=(FirstLetters(),))


def proposed(town: Town, actor: Actor | None = None, **asked: Any) -> Proposal:  # noqa: ANN401  # options of a proposal
    return town.registre.extraction.propose(actor or town.mayor, town.at_school.id, town.report.digest, **asked)


def accepted(
    town: Town,
    *candidates: Candidate | Accepted,
    actor: Actor | None = None,
    **asked: Any,  # noqa: ANN401  # options of an acceptance
) -> Acceptance:
    given = [one if isinstance(one, Accepted) else Accepted(one) for one in candidates]
    return town.registre.extraction.accept(actor or town.mayor, town.at_school.id, town.report.digest, given, **asked)


def findings_at_school(town: Town) -> tuple[Finding, ...]:
    return town.registre.findings.page(town.mayor, intervention=town.at_school.id).items


def texts(candidates: Iterable[Candidate]) -> list[str]:
    return [candidate.text for candidate in candidates]


# ---- proposing -------------------------------------------------------------------------------------------------------


def test_a_report_says_itself_what_it_holds(reported: Town) -> None:
    proposal = proposed(reported)

    assert [BLOCK, COVER, EXIT] == [evolve(one, is_taken=False, regions=two.regions) for one, two in pairs(proposal)]
    assert ([Condition.TEXT] * 2, ()) == ([page.condition for page in proposal.diagnoses], proposal.unread)


def pairs(proposal: Proposal) -> Iterable[tuple[Candidate, Candidate]]:
    return zip(proposal.candidates, (BLOCK, COVER, EXIT), strict=True)


def test_what_was_taken_before_is_marked_and_not_left(reported: Town) -> None:
    proposal = proposed(reported)

    assert [True, False, False] == [candidate.is_taken for candidate in proposal.candidates]
    assert [COVER.text, EXIT.text] == texts(proposal.left)


def test_what_was_taken_for_another_site_is_not_taken_for_this_one(reported: Town) -> None:
    at_pool, report = reported.at_pool.id, reported.report.digest
    reported.registre.extraction.accept(reported.mayor, at_pool, report, [Accepted(EXIT)])

    assert [True, False, False] == [candidate.is_taken for candidate in proposed(reported).candidates]


def seen_again(town: Town) -> Finding:
    """Write down what another report of the school says, and the report of the town says again."""
    other = evolve(words_of(town.finding), document=Digest("0f" * 32), quote=EXIT.text)
    finding = evolve(town.finding, id=FindingId(town.ids.new()), text=EXIT.text, passage=other)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.findings.add(finding)
        tx.commit()
    return finding


def test_what_is_open_on_the_site_is_seen_again(reported: Town) -> None:
    before = seen_again(reported)

    assert [None, None, before.id] == [candidate.repeats for candidate in proposed(reported).candidates]


def test_who_may_not_see_findings_is_not_told_of_them(reported: Town) -> None:
    seen_again(reported)
    reader = reported.holder("interventions.extract")

    assert [None] * 3 == [candidate.repeats for candidate in proposed(reported, reader).candidates]


def test_a_point_does_not_repeat_the_finding_that_was_made_of_it(reported: Town) -> None:
    accepted(reported, COVER)

    assert [None] * 3 == [candidate.repeats for candidate in proposed(reported).candidates]


def test_scans_are_recognised_page_by_page_and_whoever_waits_is_told(reported: Town) -> None:
    recognizer, told = reported.scanned(1, 2), list[tuple[int, int]]()
    town = reported.with_ports(recognizer=recognizer)
    proposal = proposed(town, progress=lambda *done: told.append(done))

    assert [BLOCK.text, COVER.text, EXIT.text] == texts(proposal.candidates)
    assert ([1, 2], [(1, 2), (2, 2)]) == (recognizer.seen, told)
    proposed(town)
    assert [1, 2] == recognizer.seen, "nothing is recognised twice"


def test_a_long_recognition_that_is_cut_off_goes_on_where_it_was(reported: Town) -> None:
    recognizer = reported.scanned(1, 2)
    town = reported.with_ports(recognizer=recognizer)

    def give_up(*_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        proposed(town, progress=give_up)
    assert [1] == recognizer.seen
    proposed(town)
    assert [1, 2] == recognizer.seen


def test_half_a_list_does_not_pass_for_the_whole(reported: Town) -> None:
    reported.scanned(2)

    with pytest.raises(RuleViolation) as refusal:
        proposed(reported)

    assert ("no-recognizer", {"pages": "2"}) == (refusal.value.code, refusal.value.facts)


def test_who_does_without_scans_is_told_which_pages_are_missing(reported: Town) -> None:
    reported.scanned(2)
    proposal = proposed(reported, ocr=Ocr.NEVER)

    assert ([BLOCK.text, COVER.text], (2,)) == (texts(proposal.candidates), proposal.unread)


def test_a_report_that_no_memory_holds_is_refused_before_it_is_laid_out(
    reported: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = len("\n".join(SCRIPT[1])) + 1
    monkeypatch.setattr("registre_core.services.reading.report.MOST_CHARACTERS", most)

    with pytest.raises(InvalidInput) as refusal:
        proposed(reported)

    assert ("report-too-long", {"limit": most}) == (refusal.value.code, refusal.value.problems[0].facts)


def test_a_candidate_comes_back_from_a_page_as_it_was(reported: Town) -> None:
    for candidate in proposed(reported).candidates:
        assert candidate == from_builtins(Candidate, to_builtins(candidate))


# ---- accepting -------------------------------------------------------------------------------------------------------


def test_what_is_accepted_becomes_findings_with_all_that_the_report_says(reported: Town) -> None:
    before = seen_again(reported)
    candidate = evolve(
        EXIT,
        place="Hall",
        reference="CO 37",
        priority="Urgente",
        nature=Nature.NOT_VERIFIED,
        repeats=before.id,
    )
    (finding,) = accepted(reported, candidate).findings

    assert (EXIT.text, EXIT.text, "3", "Hall", "CO 37", "Urgente", Nature.NOT_VERIFIED, before.id) == (
        finding.text,
        words_of(finding).quote,
        finding.number,
        finding.place,
        finding.reference,
        finding.priority,
        finding.nature,
        finding.repeats,
    )
    assert (Kind.OBSERVATION, reported.school.id, "Jeanne Maire") == (
        finding.kind,
        finding.site_id,
        finding.created_by.person.name,
    )
    assert finding == reported.registre.findings.show(reported.mayor, finding.id)


def test_the_passage_is_the_very_words_and_where_they_stand(reported: Town) -> None:
    (finding,) = accepted(reported, COVER).findings
    marked = reported.registre.extraction.extract(
        reported.mayor, reported.at_school.id, reported.report.digest, line_of(1, 2)
    )

    assert (COVER.text, "2. " + COVER.text) == (words_of(finding).quote, marked.quote)
    assert "1. Bloc de secours hors service 2. ".endswith(words_of(finding).prefix)
    assert (marked.end, TextSource.NATIVE) == (words_of(finding).end, words_of(finding).source)


def test_several_are_accepted_in_one_change_and_each_has_its_entry(reported: Town) -> None:
    entries = len(reported.entries())
    reported.log.clear()
    result = accepted(reported, COVER, EXIT)
    new = reported.entries()[entries:]

    assert ([COVER.text, EXIT.text], 1) == ([one.text for one in result.findings], reported.log.count("commit"))
    assert [one.id for one in result.findings] == [entry.heading.subject_id for entry in new]
    assert ["2", "3"] == [read_entry(entry).fact["finding"]["number"] for entry in new]
    assert reported.registre.register.verify(reported.operator).is_intact


def test_what_people_correct_stands_beside_the_report_s_own_words(reported: Town) -> None:
    (finding,) = accepted(reported, Accepted(evolve(COVER, place="Cave"), text="Remettre le capot", place="")).findings

    assert ("Remettre le capot", COVER.text, "") == (finding.text, words_of(finding).quote, finding.place)


def test_what_is_left_in_the_report_is_told(reported: Town) -> None:
    left = accepted(reported, COVER).left

    assert left is not None
    assert [EXIT.text] == texts(left)
    assert () == accepted(reported, EXIT).left


def test_who_may_not_read_reports_is_not_told_what_is_left(reported: Town) -> None:
    writer = reported.holder("findings.create")

    assert accepted(reported, COVER, actor=writer).left is None


def test_accepting_again_makes_nothing_a_second_time(reported: Town) -> None:
    first = accepted(reported, COVER, EXIT)
    kept, entries = findings_at_school(reported), reported.entries()
    again = accepted(reported, COVER, EXIT)

    assert ((), first.findings, ()) == (again.findings, again.already, again.left)
    assert (kept, entries) == (findings_at_school(reported), reported.entries())


def test_what_is_named_twice_is_recorded_once(reported: Town) -> None:
    result = accepted(reported, COVER, COVER)

    assert (1, ()) == (len(result.findings), result.already)


def test_words_that_only_overlap_a_finding_are_recorded_since_somebody_wants_them(reported: Town) -> None:
    result = accepted(reported, BLOCK)  # the town's finding has the number in its words

    assert (1, ()) == (len(result.findings), result.already)


ALTERED = {
    "other words": evolve(COVER, text="Tableau T2 : capot présent"),
    "other characters": evolve(COVER, parts=(Part(1, 0, 7),)),
    "beyond the page": evolve(COVER, parts=(Part(1, 60, 9_000),)),
    "on no page": evolve(COVER, parts=(Part(9, 0, 7),)),
    "nothing but a break": evolve(COVER, parts=(Part(1, 19, 20),)),
}


@pytest.mark.parametrize("altered", ALTERED.values(), ids=ALTERED)
def test_nobody_brings_a_quote_that_the_report_does_not_hold(reported: Town, altered: Candidate) -> None:
    before = reported.kept()

    with pytest.raises(InvalidInput) as refusal:
        accepted(reported, altered)

    assert (["candidate-altered"], before) == (
        [problem.code for problem in refusal.value.problems],
        reported.kept(),
    )


def test_one_that_was_altered_keeps_all_of_them_out_and_each_is_named(reported: Town) -> None:
    before = reported.kept()

    with pytest.raises(InvalidInput) as refusal:
        accepted(reported, ALTERED["other words"], EXIT, ALTERED["on no page"])

    assert (["accepted[0].candidate.text", "accepted[2].candidate.text"], before) == (
        [problem.path for problem in refusal.value.problems],
        reported.kept(),
    )


def test_accepting_nothing_is_a_mistake(reported: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        accepted(reported)

    assert "empty-collection" == refusal.value.code


def test_a_wording_of_nothing_is_no_wording() -> None:
    with pytest.raises(InvalidInput) as refusal:
        Accepted(COVER, text=" \n")

    assert [("text", "blank-text")] == [(problem.path, problem.code) for problem in refusal.value.problems]


def test_what_repeats_a_finding_of_another_site_is_refused(reported: Town) -> None:
    before = reported.kept()

    for elsewhere in (reported.pool_finding.id, FindingId(reported.ids.new())):
        with pytest.raises(NotFound) as refusal:
            accepted(reported, COVER, evolve(EXIT, repeats=elsewhere))
        assert ("finding-not-found", before) == (refusal.value.code, reported.kept())


def test_candidates_of_a_scan_are_the_words_that_were_recognised(reported: Town) -> None:
    recognizer = reported.scanned(2)
    town = reported.with_ports(recognizer=recognizer)
    (exit_,) = [one for one in proposed(town).candidates if one.pages == (2,)]
    (finding,) = accepted(town, exit_).findings

    assert (EXIT.text, TextSource.OCR, 90.0) == (
        words_of(finding).quote,
        words_of(finding).source,
        words_of(finding).confidence,
    )
    assert [2] == recognizer.seen, "they are not recognised anew"
    assert [True] == [one.is_taken for one in proposed(town).candidates if one.pages == (2,)]


def test_the_gates_of_s4_hold_for_proposals_too(reported: Town) -> None:
    planned, report = reported.open, reported.report
    reported.registre.interventions.attach_report(reported.mayor, planned.id, report)
    extraction = reported.registre.extraction

    for ask in (
        lambda: extraction.inspect(reported.mayor, planned.id, report.digest),
        lambda: extraction.propose(reported.mayor, planned.id, report.digest),
        lambda: extraction.accept(reported.mayor, planned.id, report.digest, [Accepted(COVER)]),
        lambda: extraction.anchor(reported.mayor, reported.finding.id, planned.id, report.digest),
    ):
        with pytest.raises(RuleViolation) as refusal:
            ask()
        assert ["intervention-not-closed"] == [reason.code for reason in refusal.value.reasons]
    assert [] == reported.pages.texts, "the file is not even opened"


def test_the_password_opens_what_proposals_are_made_of(reported: Town) -> None:
    proposed(reported, password="sésame")  # noqa: S106  # a password of nothing
    accepted(reported, COVER, password="sésame")  # noqa: S106

    assert ["sésame"] * 2 == reported.pages.passwords


# ---- the same words twice --------------------------------------------------------------------------------------------


def test_the_same_passage_twice_is_known_and_shown(reported: Town) -> None:
    findings, at, report = reported.registre.findings, reported.at_school.id, reported.report.digest
    (partly,) = accepted(reported, BLOCK).findings
    again = findings.record(reported.mayor, at, words_of(reported.finding))
    found = findings.duplicates(reported.mayor, at, words_of(reported.finding))

    assert [(reported.finding.id, "same"), (again.id, "same"), (partly.id, "overlapping")] == [
        (one.finding.id, one.overlap.value) for one in found
    ]
    elsewhere = reported.registre.extraction.extract(reported.mayor, at, report, Selection(line_of(2, 0).regions))
    assert () == findings.duplicates(reported.mayor, at, elsewhere)


def test_what_was_taken_on_another_site_is_no_duplicate_here(reported: Town) -> None:
    found = reported.registre.findings.duplicates(reported.mayor, reported.at_pool.id, words_of(reported.finding))

    assert [reported.pool_finding] == [one.finding for one in found]


def test_whoever_records_a_passage_says_what_the_report_calls_it(reported: Town) -> None:
    record, at = reported.registre.findings.record, reported.at_school.id
    told: dict[str, Any] = {"number": "1", "reference": "EC 6", "priority": "2", "nature": Nature.NOT_VERIFIED}
    finding = record(reported.mayor, at, words_of(reported.finding), repeats=reported.finding.id, **told)

    assert told == {name: getattr(finding, name) for name in told}
    assert reported.finding.id == finding.repeats
    with pytest.raises(NotFound):
        record(reported.mayor, at, words_of(reported.finding), repeats=reported.pool_finding.id)

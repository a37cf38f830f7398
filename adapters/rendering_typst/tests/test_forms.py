"""What slips and permits say, in French; and what programs that read PDF find in them."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from attrs import evolve

from registre_core import Host
from registre_core.kernel.identifiers import UserId
from registre_core.permits import Colour, MeasureStage
from registre_core.ports import PermitSheet, Signable, WatchTold
from registre_core.signatures import SignatureState
from registre_core.testing.contracts.paper import leaf, squeezed
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.printing import a_permit_sheet, a_sheet, a_slip
from registre_core.testing.signing import a_measure, a_round, a_signature_request
from registre_reading_pdf import PdfPageReader
from registre_rendering_typst.form import builtins
from registre_rendering_typst.french import day, exact, moment, size
from registre_rendering_typst.letters import letters
from registre_rendering_typst.permit import permit
from registre_rendering_typst.renderer import TypstRenderer
from registre_rendering_typst.slip import slip


def told(form: object) -> list[str]:
    """Give every text of a form."""
    match form:
        case str():
            return [form]
        case dict():
            return [text for value in form.values() for text in told(value)]
        case list() | tuple():
            return [text for value in form for text in told(value)]
    return []


def of_permit(sheet: PermitSheet) -> list[str]:
    return told(builtins(permit(sheet)))


def test_days_moments_and_sizes_are_written_as_in_france() -> None:
    winter, summer = A_MONDAY_MORNING, A_MONDAY_MORNING.replace(month=7)

    assert "02/03/2026" == day(winter.date())
    assert "02/03/2026 à 09:00" == moment(winter)
    assert "02/07/2026 à 10:00:00 (UTC+02:00)" == exact(summer)
    assert ["1\u00a0octet", "12\u00a0345\u00a0octets"] == [size(1), size(12_345)]


def test_the_font_has_what_french_is_written_with() -> None:
    assert set("àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’“”–—…°€№\u00a0\u202f[]+") - {"№"} <= letters()


def test_a_measure_says_in_words_what_its_mark_means() -> None:
    done = a_measure(done_at=A_MONDAY_MORNING, done_by=UserId(UUID(int=7)))
    others = a_measure(code="own-bache"), a_measure(code="own-gaz", applies=False)
    sheet = a_permit_sheet(measures=(done, *others))

    said = of_permit(sheet)
    assert {"À faire", "Sans objet"} <= set(said)
    assert [f"Fait le 02/03/2026 à 09:00\npar n° {UUID(int=7)}"] == [
        text for text in said if text.startswith("Fait le")
    ]


def test_each_stage_of_the_checklist_has_its_heading() -> None:
    sheet = a_permit_sheet(measures=tuple(a_measure(code=f"own-{stage}", stage=stage) for stage in MeasureStage))

    assert {"Mesures avant les travaux", "Mesures pendant les travaux", "Mesures après les travaux"} <= set(
        of_permit(sheet)
    )


@pytest.mark.parametrize(
    "late,said",
    [(timedelta(minutes=15), False), (timedelta(minutes=15, microseconds=1), True)],
    ids=["in time", "late"],
)
def test_a_late_round_says_so(late: timedelta, said: bool) -> None:  # noqa: FBT001  # a column of the table
    made_at = A_MONDAY_MORNING + timedelta(hours=10, minutes=30) + late
    sheet = a_permit_sheet(rounds=(a_round(30, made_at=made_at, recorded_at=made_at),))

    assert said is any("en retard" in text for text in of_permit(sheet))


def test_an_unclear_round_cannot_be_overlooked() -> None:
    sheet = a_permit_sheet(rounds=(a_round(30, is_clear=False, comment="fumée derrière la cloison"),))

    assert any(text.startswith("ANOMALIE CONSTATÉE\nfumée") for text in of_permit(sheet))


def test_the_colour_of_the_watch_never_stands_alone() -> None:
    red = evolve(a_permit_sheet(), check=WatchTold(Colour.RED, "non réalisée"))

    assert {"rouge", "non réalisée"} <= set(of_permit(red))


def test_a_permit_without_a_watch_says_so() -> None:
    assert "La surveillance après travaux n’est pas activée sur ce permis." in of_permit(
        a_permit_sheet(watch=None, rounds=())
    )


def test_a_slip_names_its_files_with_size_and_digest() -> None:
    printable = a_slip()
    report = printable.intervention.reports[0]

    assert {report.name, size(report.size), report.digest, "copie"} <= set(told(builtins(slip(printable))))


def test_what_was_signed_before_is_told_in_words() -> None:
    earlier = a_signature_request(
        state=SignatureState.REVOKED, reason="remplacé", settled_at=A_MONDAY_MORNING + timedelta(days=1)
    )

    assert "Demande retirée : remplacé" in told(builtins(slip(a_slip(a_sheet(earlier=(earlier,))))))


def test_a_name_that_nobody_knows_any_more_is_an_identifier() -> None:
    printable = a_slip(a_sheet(names={}))

    assert f"n° {printable.intervention.contractors[0]}" in told(builtins(slip(printable)))


@pytest.mark.parametrize("printable", [a_slip(), a_permit_sheet()], ids=["slip", "permit"])
def test_a_document_is_archived_and_read_aloud(printable: Signable) -> None:
    """PDF/A-3 (ISO 19005-3) with level A, PDF/UA-1 (ISO 14289-1): Typst holds to both, and says so in the metadata."""
    with pikepdf.open(BytesIO(TypstRenderer().render(printable).content)) as pdf, pdf.open_metadata() as told_of:
        assert ("3", "A") == (told_of["pdfaid:part"], told_of["pdfaid:conformance"])
        assert "1" == told_of["pdfuaid:part"]
        assert printable.sheet.site.name in str(pdf.docinfo.Title)
        assert "fr-FR" == str(pdf.Root.Lang)
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "Établissement" in [str(item.title) for item in _bookmarks(pdf)]


def _bookmarks(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    with pdf.open_outline() as outline:
        return [child for item in outline.root for child in (item, *item.children)]


def test_the_moment_of_the_document_is_the_one_that_was_told() -> None:
    with pikepdf.open(BytesIO(TypstRenderer().render(a_slip()).content)) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20260302080000")


def test_forty_measures_and_twelve_signatures_fill_pages_that_say_what_they_belong_to() -> None:
    measures = tuple(a_measure(code=f"own-{number}") for number in range(40))
    printed = leaf(PdfPageReader(), TypstRenderer().render(a_permit_sheet(measures=measures)).content)

    assert len(printed.pages) >= 2
    assert all(squeezed("Permis de feu") in page for page in printed.pages)


def test_the_host_finds_it_by_its_name() -> None:
    assert isinstance(Host.discover().build("renderer", "typst"), TypstRenderer)

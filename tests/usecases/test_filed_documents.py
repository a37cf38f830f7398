"""Documents of building management are filed on their site, as what their bytes say."""

import pytest
from attrs import evolve
from tests.usecases.calling import do_nothing_with
from tests.usecases.town import REPORT_BYTES, TODAY, Town

from registre_core import Forbidden, InvalidInput, NotFound
from registre_core.kernel.documents import Digest
from registre_core.kernel.pages import Total
from registre_core.ports.storage import FiledOrder


def test_a_document_is_filed_on_a_site_as_what_its_bytes_say(town: Town) -> None:
    claimed = evolve(town.report, media_type="image/png", size=1)
    filed = town.registre.documents.file(
        town.mayor, site=town.school.id, title="Diagnostic électrique", document=claimed, dated=TODAY
    )

    assert (town.report, "Diagnostic électrique", TODAY) == (filed.document, filed.title, filed.dated)
    assert (town.mayor.id, town.clock.now()) == (filed.filed_by, filed.filed_at)
    assert filed == town.registre.documents.filed(town.mayor, filed.id)
    assert REPORT_BYTES == do_nothing_with(town.registre.documents.open(town.mayor, filed.id))


def test_what_was_never_stored_or_has_no_title_is_not_filed(town: Town) -> None:
    never, file = evolve(town.report, digest=Digest("0" * 64)), town.registre.documents.file

    with pytest.raises(NotFound) as missing:
        file(town.mayor, site=town.school.id, title="Plan", document=never)
    with pytest.raises(InvalidInput) as blank:
        file(town.mayor, site=town.school.id, title=" ", document=town.report)
    assert ("document-not-found", "blank-text") == (missing.value.code, blank.value.code)


def test_who_may_not_file_is_told_nothing_about_a_document(town: Town) -> None:
    never = evolve(town.report, digest=Digest("0" * 64))

    with pytest.raises(Forbidden):
        town.registre.documents.file(
            town.holder("documents.consult"), site=town.school.id, title="Plan", document=never
        )


def test_documents_are_listed_the_last_one_filed_first_for_the_sites_of_whoever_asks(town: Town) -> None:
    plan = town.registre.documents.file(town.mayor, site=town.school.id, title="Plan", document=town.report)
    reader, page = town.holder("documents.consult", sites=[town.school.id]), town.registre.documents.page

    assert {plan, town.at_hand.filed} == set((told := page(reader, counted=True)).items)
    assert Total(2) == told.total
    assert sorted(one.id for one in told.items) == [one.id for one in page(reader, order=FiledOrder.CREATED).items]
    assert () == page(reader, site=town.pool.id).items
    assert 1 == len(page(reader, limit=1).items)

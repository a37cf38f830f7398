"""A notice can be read before it goes out: as it would, and nothing is sent, issued or recorded."""

import pytest
from tests.usecases.asking import sent
from tests.usecases.briefing import told
from tests.usecases.telling import HELENE
from tests.usecases.town import Town

from registre_core.kernel.errors import ConfigurationError, NotFound
from registre_core.kernel.identifiers import InterventionId, NoticeId
from registre_core.notices import DeliveryPolicy
from registre_core.testing.memory import PlainWording


@pytest.fixture
def worded(town: Town) -> Town:
    """Give the town words, and a place where requests are answered."""
    policy = DeliveryPolicy(request_link="https://registre.exemple.fr/demande/{secret}")
    return town.with_ports(wording=PlainWording(), deliveries=policy)


def planned(town: Town) -> NoticeId:
    """Let the contact be told of an intervention, and give what waits for him."""
    town.registre.interventions.plan(
        town.mayor,
        site=town.school.id,
        type_code="maintenance",
        planned_on=town.open.planned_on,
        contacts=[town.contact.id],
    )
    return told(town, "intervention-planned").id


def test_a_notice_is_read_as_it_would_go_out(worded: Town) -> None:
    notice = planned(worded)
    shown = worded.registre.deliveries.preview(worded.mayor, notice)

    assert (notice, HELENE) == (shown.queued.id, shown.queued.notice.recipient)
    assert shown.worded is not None
    assert f"Intervention planifiée – {worded.school.name}" == shown.worded.subject


def test_what_is_over_has_no_words(worded: Town) -> None:
    notice = planned(worded)
    one = told(worded, "intervention-planned").subject_id
    worded.registre.interventions.cancel(worded.mayor, InterventionId(one), reason="Local désaffecté")

    assert worded.registre.deliveries.preview(worded.mayor, notice).worded is None


def test_a_link_is_shown_where_it_will_stand_and_none_is_issued(worded: Town) -> None:
    sent(worded)
    before = worded.head()
    shown = worded.registre.deliveries.preview(worded.mayor, told(worded, "request-sent").id)

    assert shown.worded is not None
    assert "https://registre.exemple.fr/demande/lien-personnel\n" in shown.worded.text
    assert before == worded.head()


def test_a_notice_that_is_not_there_is_not_found(worded: Town) -> None:
    with pytest.raises(NotFound) as error:
        worded.registre.deliveries.preview(worded.mayor, NoticeId(worded.ids.new()))
    assert "notice-not-found" == error.value.code


def test_a_register_without_words_says_so(town: Town) -> None:
    with pytest.raises(ConfigurationError) as error:
        town.registre.deliveries.preview(town.mayor, planned(town))
    assert "no-words" == error.value.code

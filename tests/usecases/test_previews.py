"""A notice can be read before it goes out: as it would, and nothing is sent, issued or recorded."""

import pytest
from tests.usecases.asking import sent
from tests.usecases.briefing import told
from tests.usecases.scenarios_previews import GONE, that_went_out
from tests.usecases.town import Town

from registre_core.kernel.errors import ConfigurationError, NotFound
from registre_core.kernel.identifiers import NoticeId
from registre_core.notices import DeliveryPolicy
from registre_core.testing.memory import PlainWording


@pytest.fixture
def worded(town: Town) -> Town:
    """Give the town words, and a place where requests are answered."""
    policy = DeliveryPolicy(request_link="https://registre.exemple.fr/demande/{secret}")
    return town.with_ports(wording=PlainWording(), deliveries=policy)


def test_a_notice_is_read_as_it_would_go_out_whatever_became_of_it(worded: Town) -> None:
    shown = worded.registre.deliveries.preview(worded.mayor, that_went_out(worded))

    assert GONE == shown.queued.id
    assert shown.worded is not None
    assert f"Intervention planifiée – {worded.school.name}" == shown.worded.subject


def test_what_is_over_has_no_words(worded: Town) -> None:
    notice = that_went_out(worded)
    worded.registre.interventions.cancel(worded.mayor, worded.open.id, reason="Local désaffecté")

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
        town.registre.deliveries.preview(town.mayor, that_went_out(town))
    assert "no-words" == error.value.code

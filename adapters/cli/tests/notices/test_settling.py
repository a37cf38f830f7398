"""Who is told what, by command: shown, settled for all, muted for oneself or somebody else."""

from pathlib import Path

import pytest
from adapters.cli.tests.tampering import DATABASE, Registre
from tests.end_to_end.command_line import Answer

from registre_core.notices import TOPICS

pytestmark = pytest.mark.usefixtures("folder")


def words_of(said: str) -> str:
    return " ".join(said.split())


@pytest.fixture
def notices(registre: Registre, folder: Path) -> Registre:  # beside a copy of the demonstration

    def call(command: str, *words: str) -> Answer:
        return registre("notices", command, DATABASE, *words)

    return call


def test_the_table_is_shown_whole_with_what_cannot_be_switched_off(notices: Registre) -> None:
    answer = notices("topics")

    assert [] == [kind for kind in TOPICS if kind not in answer.out]
    assert sum(topic.is_safety for topic in TOPICS.values()) == answer.out.count("toujours envoyé")


def test_what_is_not_named_stays_as_it_was(notices: Registre) -> None:
    notices("settle", "--off", "request-declined", "--off", "reminder", "--quiet", "21:30-07:00")

    settled = notices("settle", "--on", "reminder", "--again", "3", "--json").json["settings"]

    assert (
        {
            "off": ["request-declined"],
            "remind_again_after": 3,
            "quiet_from": "21:30",
            "quiet_until": "07:00",
            "reply_to": None,
        }
        == settled
        == notices("settings", "--json").json["settings"]
    )
    assert "Heures calmes de 21:30 à 07:00" in words_of(notices("settings").out)


def test_quiet_hours_and_an_address_are_taken_back(notices: Registre) -> None:
    notices("settle", "--quiet", "21:30-07:00", "--reply-to", "mairie@exemple.fr")

    settled = notices("settle", "--quiet", "none", "--reply-to", "none", "--json").json["settings"]

    assert [None, None, None] == [settled[name] for name in ("quiet_from", "quiet_until", "reply_to")]


@pytest.mark.parametrize(
    "words, said",
    [
        (("--off", "round-due"), "« round-due » est un avis de sécurité : personne ne peut s’en passer"),
        (("--off", "football"), "aucun avis n’est de la sorte « football »"),
        (("--quiet", "21:30"), "n’a pas la bonne forme, par exemple 21:30-07:00"),
        (("--again", "200"), "le maximum est 90"),
    ],
)
def test_what_cannot_be_settled_is_said_in_french(notices: Registre, words: tuple[str, ...], said: str) -> None:
    answer = notices("settle", *words)

    assert 0 != answer.exit_code
    assert said in words_of(answer.err).replace("\u00a0", " ").replace("\u202f", " ")


def test_somebody_mutes_for_somebody_else_and_lets_all_arrive_again(notices: Registre) -> None:
    muted = notices("mute", "--for", "Mona Kerbrat", "--kind", "intervention-planned")
    heard = notices("mute", "--for", "Mona Kerbrat", "--json")

    assert "Intervention planifiée" in muted.out
    assert [] == heard.json["muted"]

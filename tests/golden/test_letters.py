"""Every mail as people get it: subject, text and HTML of each topic, which somebody has looked at."""

import pytest
from tests.golden.write_letters import FOLDER, letters

LETTERS = letters()


@pytest.mark.parametrize("name", LETTERS)
def test_a_mail_says_what_was_read_before_it_was_let_out(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == LETTERS[name], (
        "if that is meant: python -m tests.golden.write_letters, and read the difference"
    )


def test_no_letter_is_kept_of_a_topic_that_is_gone() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(LETTERS)


@pytest.mark.parametrize("name", [name for name in LETTERS if name.endswith(".txt")])
def test_a_subject_fits_into_the_list_of_a_mail_programme(name: str) -> None:
    subject = LETTERS[name].partition("\n")[0]

    assert len(subject) <= 78 or name in LONGER
    assert subject.endswith(("École Jules-Ferry", "Gymnase Pasteur", "Ville de Saint-Étienne"))


LONGER = {"round-due.txt", "round-due-late.txt", "notice-undeliverable.txt"}
"""They name a place, or an address, which is what one has to know."""

"""Whether the text of a page makes sense (extraction.md, step 4)."""

import pytest

from registre_core.extraction import is_suspect

SOUND = "L’extincteur du hall est absent de son support ; le remettre en place sans délai."

SOUND_PAGES = [
    (SOUND, "a report"),
    ("", "nothing at all: that is no question of sense"),
    ("Zone 1 ........................ 4\nZone 2 ........................ 7", "a table of contents"),
    ("_____________________________ nom", "a form"),
    ("C NC SO\nX\n\nX\nX", "a small grid"),
    ("Il y a à a y a à l’usine", "words of one letter"),
    ("\uf0b7 Porte bloquée\n\uf0b7 Bloc de secours éteint", "a list with symbols"),
]

SUSPECT_PAGES = [
    (SOUND.replace("e", "\x04"), "letters that are control characters"),
    (SOUND.replace("e", "\ufffd"), "letters that nothing tells"),
    (SOUND.replace("e", "\ue001"), "letters of a private alphabet"),
    ("& * $ %%# # '#* &$& #5 5 9% ( ( $ & % % (% &% %6", "hardly a letter"),
    (" ".join(SOUND), "letters that have fallen apart"),
]


@pytest.mark.parametrize("page,_about", SOUND_PAGES, ids=[row[1] for row in SOUND_PAGES])
def test_a_page_that_makes_words_is_not_suspect(page: str, _about: str) -> None:
    assert not is_suspect(page)


@pytest.mark.parametrize("page,_about", SUSPECT_PAGES, ids=[row[1] for row in SUSPECT_PAGES])
def test_a_page_that_makes_no_words_is_suspect(page: str, _about: str) -> None:
    assert is_suspect(page)

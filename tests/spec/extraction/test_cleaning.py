"""The text that people quote: NFC, ligatures split, cut words joined, spaces folded (extraction.md, step 6)."""

import pytest

from registre_core.extraction import CleanText, clean

WRITTEN = [
    # as the page has it, as people quote it, what the case is about
    ("E\u0301tage", "Étage", "accents are composed"),
    ("A\u030a", "Å", "accents are composed"),
    ("Ω \u2126 \u212b", "Ω Ω Å", "signs that are letters become letters"),
    ("eﬃcace, ﬁche, oﬀre, ﬂeuve, ﬄ, ﬆ", "efficace, fiche, offre, fleuve, ffl, st", "ligatures are split"),
    ("ﬁ\u0301", "fí", "an accent on a ligature goes to its last letter"),
    ("nœud, ex æquo, Œuvre", "nœud, ex æquo, Œuvre", "œ and æ are letters"),
    ("80 m³, 1er, n°, 2 Ω", "80 m³, 1er, n°, 2 Ω", "signs stay as they are"),
    ("d’un « accès » – 20 %", "d’un « accès » – 20 %", "quotes and dashes stay as they are"),
    ("a\u00a0b\u202fc\u2009d\te", "a b c d e", "every kind of space is a space"),
    ("  a \n\n  b  ", "a b", "runs of spaces and line ends are one space"),
    ("a\u200bb\ufeffc\u2060d", "abcd", "what takes no room is not there"),
    ("pr\x02sence", "pr\ufffdsence", "a letter that cannot be known is shown as such, not left out"),
    ("l\x92article \x96 10 \x80", "l’article – 10 €", "Windows' own signs are what Windows means"),
    ("", "", "nothing stays nothing"),
    (" \n\t ", "", "blank becomes nothing"),
]


@pytest.mark.parametrize("written,quoted,_about", WRITTEN, ids=[f"{n} {row[2]}" for n, row in enumerate(WRITTEN)])
def test_a_page_is_quoted_as_one_would_type_it(written: str, quoted: str, _about: str) -> None:
    assert quoted == clean(written)


LINE_ENDS = [
    # line end, joined, source
    ("instal-\nlation", "installation", "a cut word"),
    ("instal- \n  lation", "installation", "spaces around the cut"),
    ("instal-\n\nlation", "installation", "cut at the foot of a column"),
    ("instal\u00ad\nlation", "installation", "soft hyphen"),
    ("instal\ufffe\nlation", "installation", "pdfium's mark"),
    ("instal\x02\nlation", "installation", "pdfium's other mark"),
    ("instal\u2010\nlation", "installation", "the hyphen that is nothing else"),
    ("l’instal-\nlation", "l’installation", "after an apostrophe"),
    ("coupe-\nfeu", "coupe-feu", "extraction.md, step 6"),
    ("Coupe-\nfeu", "Coupe-feu", "at the beginning of a sentence"),
    ("pare-\nflammes", "pare-flammes", "a compound"),
    ("bloc-\nporte", "bloc-porte", "a compound"),
    ("non-\nconformité", "non-conformité", "a compound"),
    ("contre-\nvisite", "contre-visite", "a compound"),
    ("sous-\nstation", "sous-station", "a compound"),
    ("semi-\nrigide", "semi-rigide", "a compound"),
    ("au-\ndessus", "au-dessus", "a pair"),
    ("au-\ntorisation", "autorisation", "not that pair"),
    ("ci-\njoint", "ci-joint", "a pair"),
    ("ferme-\nporte", "ferme-porte", "a pair"),
    ("ferme-\nture", "fermeture", "not that pair"),
    ("peut-\non", "peut-on", "a question"),
    ("doit-\nelle", "doit-elle", "a question"),
    ("eux-\nmêmes", "eux-mêmes", "a pronoun"),
    ("celui-\nci", "celui-ci", "a pronoun"),
    ("procès-\nverbal", "procès-verbal", "a compound"),
    ("quatre-\nvingts", "quatre-vingts", "a number"),
    ("anti-\npanique", "anti-panique", "a pair"),
    ("anti-\ncipation", "anticipation", "not that pair"),
    ("sapeurs-\npompiers", "sapeurs-pompiers", "a pair"),
    ("plain-\npied", "plain-pied", "a pair"),
    ("plain-\nte", "plainte", "not that pair"),
    ("court-\ncircuit", "court-circuit", "a pair"),
    ("rendez-\nvous", "rendez-vous", "a pronoun"),
    ("main-\nd’œuvre", "main-d’œuvre", "a single letter is never cut off"),
    ("va-\nt-il", "va-t-il", "a single letter is never cut off"),
    ("aujour-\nd’hui", "aujourd’hui", "but in this word"),
    ("http://exemple.fr/regle-\nment.html", "http://exemple.fr/regle-ment.html", "an address has hyphens of its own"),
    ("service@sdis-\nsecours.fr", "service@sdis-secours.fr", "an address has hyphens of its own"),
    ("c’est-à-\ndire", "c’est-à-dire", "inside a compound, after a short word"),
    ("rez-de-\nchaussée", "rez-de-chaussée", "inside a compound, after a short word"),
    ("rez-de-chaus-\nsée", "rez-de-chaussée", "inside a compound, in the middle of a word"),
    ("de-\nmander", "demander", "the same short word as a syllable"),
    ("Sainte-\nAdèle", "Sainte-Adèle", "a name goes on with a capital"),
    ("2023-\n0379", "2023-0379", "a number goes on"),
    ("BA13-\nphonique", "BA13-phonique", "extraction.md, step 6: the left part holds a digit"),
    ("Contrôle -\nobservations", "Contrôle - observations", "a dash between spaces is no hyphen"),
    ("- \nporte", "- porte", "the mark of a list is no hyphen"),
    ("un -\n(deux)", "un - (deux)", "nothing to join"),
    ("coupe-feu", "coupe-feu", "a hyphen within a line is nobody's business"),
    ("coupe\u00adfeu", "coupefeu", "a soft hyphen within a line is not drawn"),
]


@pytest.mark.parametrize(
    "cut,joined,_source", LINE_ENDS, ids=[row[0].encode("unicode_escape").decode() for row in LINE_ENDS]
)
def test_a_word_cut_at_a_line_end_is_joined_unless_the_hyphen_is_its_own(cut: str, joined: str, _source: str) -> None:
    assert f"Le {joined} est conforme." == clean(f"Le {cut} est conforme.")


def test_each_character_knows_where_it_comes_from() -> None:
    written = "Un eﬃcace dispo-\nsitif  E\u0301"
    text = CleanText.of(written)

    assert "Un efficace dispositif É" == text.text
    assert "Un eﬃﬃﬃcace dispositif E" == "".join(written[origin] for origin in text.origins)


def test_a_text_that_is_clean_comes_from_itself() -> None:
    assert list(range(9)) == list(CleanText.of("coupe-feu").origins)


def test_a_million_letters_without_a_space_take_no_time() -> None:
    assert 1_000_000 == len(clean("a" * 500_000 + "-\n" + "a" * 500_000))

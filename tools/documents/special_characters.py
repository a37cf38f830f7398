"""Letters that are not what they look like: ligatures, soft hyphens, no-break spaces, accents in two parts.

Bitstream Vera has none of the rarer ones, and reportlab writes every no-break space as a plain one. So the pages are
set with stand-ins, and the file is told afterwards what each of them means (its ToUnicode maps), as a careless
typesetter's file would.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from tools.documents.frames import saved
from tools.documents.truth import MadeDocument, Selection
from tools.documents.typesetting import BOLD, FONT_FILES, REGULAR, Block, Sheet, Style, as_drawn, as_read

LEFT, TOP, WIDTH = 60.0, 80.0, 330.0
BODY = Style(size=10.5, leading=15)
HEADING = Style(size=12, leading=16, font=BOLD, colour="#2f4b1f")

FFI, FI, FL = "\ufb03", "\ufb01", "\ufb02"
THIN = "\u202f"
"""Narrow no-break space."""
NO_BREAK = "\ue0a0"
"""Stand-in for U+00A0, which reportlab would turn into a plain space."""
SOFT_HYPHEN = "\u00ad"

Meanings = dict[str, str]
"""What the characters of a font are to be read as."""


def _vera_named(name: str, blanks: dict[str, float] | None = None) -> str:
    """Register Bitstream Vera once more, under a name of its own, with some blanks of a width in thousandths."""
    font = TTFont(name, FONT_FILES / "Vera.ttf", asciiReadable=False)
    font.face.name = type(font.face.name)(name.encode())
    for blank, width in (blanks or {}).items():
        font.face.charToGlyph[ord(blank)] = font.face.charToGlyph[ord(" ")]
        font.face.charWidths[ord(blank)] = width
    pdfmetrics.registerFont(font)
    return name


SPACES = _vera_named("Registre-Spaces", {THIN: 200, NO_BREAK: 318})
DECOMPOSED = _vera_named("Registre-Decomposed")
LETTERS = _vera_named("Registre-Letters")
ONE_POINT_SLOT, LETTERS_SLOT = _vera_named("Registre-OnePoint"), _vera_named("Registre-ThreeLetters")


def make_ligatures() -> MadeDocument:
    """Draw the same sentences twice: ligatures as code points of their own, and as one glyph that means letters."""
    sheet = _sheet("Ligatures")
    first = _ligature_page(sheet, "Ligatures d’un seul point de code", REGULAR, ONE_POINT_SLOT)
    second = _ligature_page(sheet, "Ligatures qui valent plusieurs lettres", LETTERS, LETTERS_SLOT)
    content = _with_meanings(sheet.finish(), {LETTERS: {FI: "fi", FL: "fl"}})
    content = _with_ligature_glyphs(content, {ONE_POINT_SLOT: FFI, LETTERS_SLOT: "ffi"})
    return MadeDocument(
        "ligatures.pdf",
        content,
        "page 1: U+FB01, U+FB02 and U+FB03; page 2: the same glyphs mapped to letters; ﬃ is a Type 3 glyph",
        pages=2,
        selections=(
            Selection.of(first[0], "U+FB03 and U+FB01 split into letters"),
            Selection.of(first[1], "U+FB02, and U+FB01 before a hyphenated line end"),
            Selection.of(second[0], "one glyph, three letters in one box: «efficace» must not lose an f", page=2),
            Selection.of(second[1], "one glyph, two letters in one box", page=2),
        ),
    )


def _ligature_page(sheet: Sheet, heading: str, font: str, slot: str) -> list[Block]:
    sheet.begin_page()
    sheet.line(LEFT, TOP, heading, HEADING)
    paragraphs = (
        (
            f"Le désenfumage n’est plus e{FFI}cace~: le coe{FFI}cient de",
            f"débit mesuré reste insu{FFI}sant. Véri{FI}er le {FI}ltre.",
        ),
        (f"Les re{FL}ets de {FL}amme sont dé{FI}-", f"nitivement masqués par le faux plafond {FI}xe."),
    )
    blocks = []
    for index, lines in enumerate(paragraphs):
        top = TOP + 30 + index * 50
        placed = [
            _ligature_line(sheet, top + row * 15, line, BODY.but(font=font), slot) for row, line in enumerate(lines)
        ]
        text = as_read(_letters(" ".join(lines)).replace("- ", ""))
        blocks.append(Block(text, lines, tuple(block.box for block in placed)))
    return blocks


def _letters(text: str) -> str:
    return text.replace(FFI, "ffi").replace(FI, "fi").replace(FL, "fl")


def _ligature_line(sheet: Sheet, top: float, text: str, style: Style, slot: str) -> Block:
    """Set one line piece by piece: each ﬃ is the first and only glyph of its own font."""
    x = LEFT
    for piece in re.split(f"({FFI})", text):
        if piece == FFI:
            sheet.line(x, top, FI, style.but(font=slot))
            x += FFI_WIDTH * style.size / 1000
        else:
            x = sheet.line(x, top, piece, style).box.right
    placed = sheet.placed[-1][0].box
    return Block(as_read(text), (text,), (type(placed)(LEFT, placed.top, placed.right, placed.bottom),))


FFI_WIDTH = 970
"""Of the ligature, in thousandths of the size, as everything of its drawing."""
FFI_STROKES = (
    "155 0 m 155 570 l 155 690 205 725 345 722 c S 485 0 m 485 570 l 485 690 535 725 660 722 c S "
    "35 512 m 640 512 l S 831 0 m 831 547 l S 831 655 m 831 765 l S"
)
"""Two f whose bar is one, and an i."""


def _with_ligature_glyphs(content: bytes, slots: dict[str, str]) -> bytes:
    """Replace the fonts of the slots by Type 3 fonts with one glyph."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        names = {_plain_name(font): name for name, font in fonts.items()}
        for slot, meaning in slots.items():
            fonts[names[slot]] = _ligature_font(pdf, meaning)
        return saved(pdf)


def _ligature_font(pdf: pikepdf.Pdf, meaning: str) -> pikepdf.Object:
    drawing = f"{FFI_WIDTH} 0 0 -240 {FFI_WIDTH} 800 d1 88 w {FFI_STROKES}"
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            FontBBox=[0, -240, FFI_WIDTH, 800],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=pikepdf.Dictionary(g1=pdf.make_stream(drawing.encode())),
            Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[1, pikepdf.Name.g1]),
            FirstChar=1,
            LastChar=1,
            Widths=[FFI_WIDTH],
            Resources=pikepdf.Dictionary(),
            ToUnicode=pdf.make_stream(_to_unicode(meaning)),
        )
    )


def _to_unicode(meaning: str) -> bytes:
    """Map code 1 to a text."""
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"1 beginbfchar <01> <{_hexadecimal(meaning)}> endbfchar\nendcmap end end"
    ).encode()


def make_hyphens_and_spaces() -> MadeDocument:
    """Draw line ends and spaces of every kind, then accents in two parts."""
    sheet = _sheet("Traits d’union, espaces, accents")
    sheet.begin_page()
    soft = _section(sheet, 0, "Traits d’union conditionnels", SOFT)
    own = _section(sheet, 1, "Mots composés", COMPOUNDS)
    digits = _section(sheet, 2, "Références", REFERENCES)
    spaces = _section(sheet, 3, "Espaces insécables", NO_BREAK_SPACES, SPACES)
    sheet.begin_page()
    parted = _section(sheet, 0, "Accents décomposés", ACCENTS, DECOMPOSED)
    accented = "àâçéèêëîïôùûÉÈÀ"
    meanings = {SPACES: {NO_BREAK: "\u00a0"}, DECOMPOSED: {c: unicodedata.normalize("NFD", c) for c in accented}}
    return MadeDocument(
        "hyphens_and_spaces.pdf",
        _with_meanings(sheet.finish(), meanings),
        "soft hyphens at line ends, compounds cut at their own hyphen, U+00A0 and U+202F, accents as two code points",
        pages=2,
        selections=(
            Selection.of(soft, "U+00AD at line ends: words joined"),
            Selection.of(own, "coupe-feu, pare-flammes and sous-sol cut at their own hyphen keep it"),
            Selection.of(digits, "a hyphen before or after a digit is no hyphenation"),
            Selection.of(spaces, "U+00A0 and U+202F folded to spaces"),
            Selection.of(
                spaces.only("12~m²", BODY.but(font=SPACES)), "two words of a line, a no-break space between them"
            ),
            Selection.of(parted, "letter and combining accent composed (NFC)", page=2),
        ),
    )


SOFT = (
    f"L’extincteur placé près de l’issue de secours a été dépla{SOFT_HYPHEN}",
    f"cé sans signalisation. Le remettre à son emplacement et véri{SOFT_HYPHEN}",
    "fier la signalétique de l’ensemble des dégagements.",
)
COMPOUNDS = (
    "Au rez-de-chaussée, trois portes battantes du hall sont coupe-",
    "feu~; elles sont calées ouvertes. La cloison du dépôt est pare-",
    "flammes une demi-heure~; elle est percée au second sous-",
    "sol, au-dessus du faux plafond.",
)
REFERENCES = (
    "Les canalisations sont à reprendre selon la norme NF C 15-",
    "100 et le guide UTE C 15-103, édition 2004.",
)
NO_BREAK_SPACES = (
    f"Le local de 12~m² porte la mention «~dépôt{THIN}: accès réservé~»{THIN};",
    f"le chargement relevé est de 1{THIN}250~kg. Qui en répond{THIN}?",
)
ACCENTS = (
    "La clé du coffret d’arrêt d’urgence, égarée à l’été, a été",
    "remplacée. À contrôler dès la rentrée, côté forêt.",
)


def _section(sheet: Sheet, row: int, heading: str, lines: Sequence[str], font: str = REGULAR) -> Block:
    """Set a heading and lines broken by hand: a hyphen at the end of one belongs to the word, a soft one does not."""
    top = TOP + row * 120
    sheet.line(LEFT, top, heading, HEADING)
    text = "".join(line if line.endswith(("-", SOFT_HYPHEN)) else f"{line} " for line in lines)
    drawn = [as_drawn(line).replace("\u00a0", NO_BREAK) if font == SPACES else line for line in lines]
    block = sheet.lines(LEFT, top + 24, drawn, text.replace(SOFT_HYPHEN, ""), BODY.but(font=font))
    return Block(block.text, tuple(as_drawn(line) for line in lines), block.boxes)


def _sheet(title: str) -> Sheet:
    return Sheet(title, "Page d’essai", "registre-core", size=(450.0, 600.0))


def _with_meanings(content: bytes, meanings: dict[str, Meanings]) -> bytes:
    """Change what characters of some fonts are read as."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for font in pdf.pages[0].obj.Resources.Font.values():
            changes = meanings.get(_plain_name(font))
            if changes:
                font.ToUnicode.write(_changed_map(font.ToUnicode.read_bytes(), changes))
        return saved(pdf)


def _changed_map(cmap: bytes, changes: Meanings) -> bytes:
    for character, meaning in changes.items():
        old, new = f" <{ord(character):04X}>\n", f" <{_hexadecimal(meaning)}>\n"
        cmap = cmap.replace(old.encode(), new.encode())
    return cmap


def _hexadecimal(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _plain_name(font: pikepdf.Object) -> str:
    return str(font.BaseFont).rpartition("+")[2]

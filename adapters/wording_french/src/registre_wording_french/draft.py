"""A letter in words, before it is set as text and as HTML: both say what stands here, so both say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import field, frozen
from jinja2 import Environment, Template
from jinja2.runtime import Context

from registre_core.kernel.errors import ConfigurationError
from registre_core.notices import TOPICS, Letter
from registre_wording_french.environment import SaysNothing
from registre_wording_french.values import Words, values

BLOCKS = ("objet", "titre", "texte", "faits", "citation", "bouton", "adresse", "rubrique", "rappel", "pourquoi")
"""What a template of words may hold; ``objet``, ``texte`` and ``pourquoi`` it must."""
NEEDED = ("objet", "texte", "pourquoi")
OPEN = "Ouvrir"
"""What a button is called unless a template says otherwise."""
_LABEL_END = re.compile(r"\s:\s+")
_SCHEMES = ("https://", "http://", "mailto:")


@frozen
class Group:
    """Things of one kind that a reminder gathers."""

    title: str
    items: tuple[str, ...]


@frozen
class Draft:
    """What a mail says, in the order in which it says it."""

    subject: str
    title: str
    paragraphs: tuple[str, ...]
    why: str
    """Why its reader gets it: the end of a sentence."""
    workspace: str
    rows: tuple[tuple[str, str], ...] = ()
    """Facts at a glance, each with its label."""
    quote: tuple[str, ...] = ()
    """Words of others, line by line."""
    site: str | None = None
    topic: str = ""
    """What people choose it by."""
    is_safety: bool = False
    groups: tuple[Group, ...] = ()
    button: str = ""
    address: str | None = field(default=None, repr=False)


def drafted(environment: Environment, letter: Letter) -> Draft:
    """Write what a letter says, without setting it.

    Raises:
        jinja2.TemplateError: whatever its template ran into.
        ConfigurationError: ``malformed-words``.
    """
    blocks = said(environment, letter)
    _require(letter.kind, blocks)
    topic = TOPICS.get(letter.kind)
    subject = _one_line(blocks["objet"])
    address = _address(letter, blocks.get("adresse", ""))
    return Draft(
        subject,
        _one_line(blocks.get("titre", "")) or subject,
        tuple(_paragraphs(blocks["texte"])),
        _one_line(blocks["pourquoi"]),
        Words.of(letter.workspace),
        tuple(_rows(letter.kind, blocks.get("faits", ""))),
        tuple(blocks.get("citation", "").strip().splitlines()),
        Words.of(letter.site) if letter.site else None,
        topic.label if topic else "",
        topic is not None and topic.is_safety,
        tuple(_groups(environment, letter.parts)),
        (_one_line(blocks.get("bouton", "")) or OPEN) if address else "",
        address,
    )


def said(environment: Environment, letter: Letter) -> dict[str, str]:
    """Render each block that the template of a letter holds, or takes from the one it extends."""
    template = environment.get_template(f"{letter.kind}.txt")
    given = {name: SaysNothing(name) if value is None else value for name, value in values(letter).items()}
    context = template.new_context({**given, "parts": len(letter.parts)})
    _inherit(template, context)
    return {name: "".join(context.blocks[name][0](context)) for name in BLOCKS if name in context.blocks}


def _inherit(template: Template, context: Context) -> None:
    """Take the blocks that a template does not have from the one that it extends: running it finds them."""
    for _ in template.root_render_func(context):
        pass


def _require(kind: str, blocks: Mapping[str, str]) -> None:
    """Refuse a mail without subject, without words, or that does not say why it comes."""
    for name in NEEDED:
        if not blocks.get(name, "").strip():
            said = f"the template of {kind!r} needs something in its block {name!r}"
            raise ConfigurationError("malformed-words", said, {"kind": kind, "line": name})


def _groups(environment: Environment, parts: Sequence[Letter]) -> Iterator[Group]:
    order = list(dict.fromkeys(part.kind for part in parts))
    for kind, alike in groupby(sorted(parts, key=lambda part: order.index(part.kind)), key=lambda part: part.kind):
        blocks = [said(environment, part) for part in alike]
        title = _one_line(blocks[0].get("rubrique", "")) or (TOPICS[kind].label if kind in TOPICS else kind)
        yield Group(title, tuple(_one_line(one.get("rappel") or one["objet"]) for one in blocks))


def _rows(kind: str, block: str) -> Iterator[tuple[str, str]]:
    for line in filter(str.strip, block.splitlines()):
        name, found, told = _split(line)
        if not found:
            said = f"a line of «faits» of {kind!r} reads «label : value», not {line.strip()!r}"
            raise ConfigurationError("malformed-words", said, {"kind": kind, "line": line.strip()})
        if told:
            yield name, told


def _split(line: str) -> tuple[str, bool, str]:
    """Part a line at its first colon: the label is ours, and what follows may hold others."""
    parts = _LABEL_END.split(f"{line.strip()} ", maxsplit=1)
    return (parts[0], True, parts[1].strip()) if len(parts) > 1 else (line, False, "")


def _address(letter: Letter, block: str) -> str | None:
    """Give where the button leads: the letter's own link before an address that the template makes."""
    made = block.strip()
    if made and not made.startswith(_SCHEMES):
        said = f"the button of {letter.kind!r} leads to a web or mail address"
        raise ConfigurationError("malformed-words", said, {"kind": letter.kind, "line": made})
    return letter.link or made or None


def _paragraphs(block: str) -> Iterable[str]:
    return filter(None, map(_one_line, re.split(r"\n[ \t]*\n", block)))


def _one_line(block: str) -> str:
    """Join lines; spaces at which no line ends stay what they are."""
    return re.sub(r"[ \t\n]+", " ", block).strip(" \t\n")

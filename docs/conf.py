"""How the documentation is built: ``./dev docs``."""

from __future__ import annotations

import builtins
from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.ext.napoleon import GoogleDocstring
from sphinx.util.inspect import signature, stringify_signature

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "registre-core"
author = "the registre-core maintainers"
copyright = "the registre-core maintainers, Apache-2.0"  # noqa: A001  # Sphinx's own name for it

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
default_role = "py:obj"  # docstrings name what they speak of between single backticks
html_theme = "furo"
html_title = "registre-core"
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
napoleon_custom_sections = [
    ("Obligations", "notes_style"),
    ("Units", "notes_style"),
    ("Source", "notes_style"),
    ("Not covered", "notes_style"),
]

LONGEST = 40
"""Characters of a default that are shown."""


def read_sentence(self: GoogleDocstring) -> tuple[str, list[str]]:
    """Read the docstring of a field as the sentence it is: napoleon takes what stands before a colon for its type."""
    return "", self.__class__(self._dedent(self._consume_to_end()), self._config).lines()


class Made:
    """A default that is not worth its many words, or that is made anew each time."""

    def __repr__(self) -> str:
        """Show that there is one."""
        return "..."


def tidy_call(*event: Any) -> tuple[str, str | None] | None:  # noqa: ANN401  # seven arguments, of which one counts
    """Leave out the calls that nobody makes, of enumerations and protocols, and shorten defaults of attrs classes."""
    thing = event[3]
    if not isinstance(thing, type):
        return None
    if issubclass(thing, Enum) or getattr(thing, "_is_protocol", False):
        return "", None
    if not attrs.has(thing):
        return None
    call = signature(thing.__init__, bound_method=True)
    given = [
        each.replace(default=Made()) if each.default is attrs.NOTHING or len(repr(each.default)) > LONGEST else each
        for each in call.parameters.values()
    ]
    return stringify_signature(
        call.replace(parameters=given), show_return_annotation=False, unqualified_typehints=True
    ), None


def leave_builtins(_: Sphinx, page: nodes.document) -> None:
    """Let types of Python itself be words: as a link, `type` is taken for whichever field of ours is called so."""
    for link in list(page.findall(pending_xref)):
        if link["reftype"] == "class" and hasattr(builtins, link["reftarget"]):
            link.replace_self(nodes.Text(link["reftarget"]))


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    GoogleDocstring._consume_inline_attribute = read_sentence  # type: ignore[method-assign]  # noqa: SLF001
    app.connect("autodoc-process-signature", tidy_call)
    app.connect("doctree-read", leave_builtins)

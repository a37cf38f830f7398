"""The `Wording` port in French: subject, text and HTML of each topic."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Self

from attrs import frozen
from jinja2 import Environment, TemplateError

from registre_core.kernel.errors import ConfigurationError, InvalidInput, RegistreError
from registre_core.notices import TOPICS, Letter, Worded
from registre_wording_french.checking import check
from registre_wording_french.draft import Draft, drafted
from registre_wording_french.environment import LacksFactError, environment, house

SCHEME = "french"


@frozen
class FrenchWording:
    """Words every topic of the table. Its templates are read once; it may be used from several threads."""

    templates: Environment

    @classmethod
    def at(cls, address: str = SCHEME) -> Self:
        """Open the words of the house, ``french``, or those of a folder before them, ``french:/etc/registre/modeles``.

        Raises:
            ConfigurationError: ``no-template-folder``, ``unusable-templates`` with everything that is wrong with them.
        """
        _, _, folder = address.partition(":")
        wording = cls(environment(_folder(folder)) if folder else house())
        if folder:
            check(Path(folder), wording.word)
        return wording

    def kinds(self) -> Collection[str]:
        return frozenset(TOPICS)

    def word(self, letter: Letter) -> Worded:
        if letter.kind not in TOPICS:
            said = f"there are no words for {letter.kind!r}"
            raise ConfigurationError("no-words", said, {"kind": letter.kind})
        try:
            return self._set(drafted(self.templates, letter))
        except LacksFactError as error:
            said = f"the words of {letter.kind!r} need the fact {error.fact!r}"
            raise InvalidInput.at(
                f"facts.{error.fact}", "missing-fact", said, kind=letter.kind, fact=error.fact
            ) from error
        except RegistreError:
            raise
        except Exception as error:  # a template of somebody else may run into anything
            why = f"{error}" if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
            said = f"the template of {letter.kind!r} cannot be used: {why}"
            raise ConfigurationError("unusable-templates", said, {"kind": letter.kind, "said": why}) from error

    def _set(self, draft: Draft) -> Worded:
        text, html = (self.templates.get_template(f"lettre.{form}").render(lettre=draft) for form in ("txt", "html"))
        return Worded(draft.subject, text, html)


def _folder(address: str) -> Path:
    folder = Path(address)
    if folder.is_dir() and os.access(folder, os.R_OK | os.X_OK):
        return folder
    said = f"there is no folder of templates at {folder} that may be read"
    raise ConfigurationError("no-template-folder", said, {"path": address})

"""What tests of the commands about profiles share."""

from __future__ import annotations

from collections.abc import Callable

from tests.end_to_end.command_line import Answer

import registre_core
from registre_core import Actor

Deed = Callable[[registre_core.Registre, Actor], object]
"""Something done through the library."""

DATABASE = "sqlite:///registre-demo/registre.db"
SCHOOL, LIBRARY = "École élémentaire Les Coquelicots", "Médiathèque des Tilleuls"


def words_of(answer: Answer) -> str:
    """Give what people read, whatever the width of their terminal."""
    assert (answer.exit_code, answer.err) == (0, "")
    return " ".join(answer.out.replace("\u00a0", " ").split())


def refused(answer: Answer, code: str) -> str:
    """Give the one line that says why not."""
    [line] = answer.err.splitlines()
    assert (answer.exit_code, answer.out) == (2, "")
    assert line.endswith(f"[{code}]")
    return line.replace("\u00a0", " ")

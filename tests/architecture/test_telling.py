"""There is one way to queue, so that nobody is told by a side door; and the page prints the table it goes by."""

import ast
from pathlib import Path

from tests.architecture.sources import modules, tree

from registre_core.access import ACTIONS
from registre_core.notices import REMINDED, TOPICS, topic_table

ROOT = Path(__file__).parents[2]
SERVICES = ROOT / "src" / "registre_core" / "services"
PAGE = ROOT / "docs" / "reference" / "notices.md"
THE_ONE_WAY = "telling.py"


def queues(module: Path) -> bool:
    """Whether a module calls, or hands on, what queues a notice in the outbox."""
    return any(
        isinstance(node, ast.Attribute) and node.attr == "queue" and ast.unparse(node.value).endswith("outbox")
        for node in ast.walk(tree(module))
    )


def test_services_queue_notices_in_one_place() -> None:
    assert [SERVICES / "notices" / THE_ONE_WAY] == [one for one in modules(SERVICES) if queues(one)]


def test_everything_that_somebody_is_told_of_is_queued_by_some_use_case() -> None:
    assert set(TOPICS) == {kind for action in ACTIONS.values() for kind in action.queues}


def test_what_is_gathered_is_gathered_by_night() -> None:
    assert {*REMINDED, "reminder"} <= set(ACTIONS["nightly.run"].queues)


def test_the_page_of_notices_prints_the_table() -> None:
    assert topic_table() in PAGE.read_text(encoding="utf-8"), f"print it anew:\n{topic_table()}"

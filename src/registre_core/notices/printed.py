"""The table «who is told what», as pages print it."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core.notices.entities import Topic
from registre_core.notices.tables import TOPICS

_HEAD = ("Avis", "Sorte", "À qui", "Dit", "Sécurité", "Rappel", "Source")


def topic_table() -> str:
    """Print the table, with what each notice says, in the Markdown of the documentation."""
    rows = (_HEAD, ("---",) * len(_HEAD), *map(_row, TOPICS.values()))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _row(topic: Topic) -> Iterable[str]:
    said = (f"`{name}`{' ?' if one.may_lack else ''}: {one.form.value}" for name, one in topic.facts.items())
    source = f"{topic.source.text} [{topic.source.mark}]"
    return (
        topic.label,
        f"`{topic.kind}`",
        topic.audience,
        ", ".join(said),
        "oui" if topic.is_safety else "",
        "oui" if topic.is_reminder else "",
        source,
    )

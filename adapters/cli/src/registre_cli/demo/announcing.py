"""What the story made wait: who is to be told what, and one mail as it would be written, without any server."""

from __future__ import annotations

from pathlib import Path

from registre_cli.demo.building_chapters import Announced
from registre_cli.demo.chapters import Cast
from registre_cli.demo.people import acting
from registre_cli.demo.placing import NOTICES
from registre_core import Registre
from registre_core.ports.storage import NoticeOrder

SHOWN = "request-awarded"
"""The kind of which one is written out: it names a firm, a day and a place."""


def announce(registre: Registre, cast: Cast, folder: Path) -> Announced:
    """Put every notice into words, and leave one of them as a browser and a terminal show it."""
    administrator = acting(cast.administrator, cast.workspace.id)
    waiting = registre.notices.page(administrator, order=NoticeOrder.CREATED, limit=200).items
    previews = tuple(registre.deliveries.preview(administrator, one.id) for one in waiting)
    shown = next(one for one in previews if one.queued.notice.kind == SHOWN)
    if shown.worded is None or shown.worded.html is None:
        raise AssertionError("the story goes on from a notice that has nothing to say")
    (folder / NOTICES).mkdir()
    for ending, content in (("txt", shown.worded.text), ("html", shown.worded.html)):
        (folder / NOTICES / f"{SHOWN}.{ending}").write_text(content, encoding="utf-8")
    return Announced(previews, shown.queued.notice.recipient, shown.worded.subject)

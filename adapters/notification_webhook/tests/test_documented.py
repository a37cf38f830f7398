"""The page of callbacks shows what arrives."""

import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

from registre_core.ports import Message
from registre_notification_webhook.body import body_of

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "callbacks.md"


def test_the_body_of_the_page_is_the_one_that_is_sent() -> None:
    example = re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    said = json.loads(example[1])
    message = Message(
        key="intervention-overdue/1",
        recipient="https://gmao.exemple.fr/registre",
        subject=said["data"]["subject"],
        text=said["data"]["text"],
        kind="intervention-overdue",
        facts={"planned_on": "2026-03-02", "type": "inspection"},
        told_at=datetime(2026, 3, 16, 6, tzinfo=timezone(timedelta(hours=1))),
        sender="019cad8f-ac00-7000-8000-000000000001",
    )
    assert said == json.loads(body_of(message))


def test_the_same_message_has_the_same_bytes_and_no_more_than_it_needs() -> None:
    message = Message("k", "https://gmao.exemple.fr/", "Été", "« Oui »", facts={"b": 1, "a": None})
    data = '{"facts":{"a":null,"b":1},"subject":"Été","text":"« Oui »","workspace":null}'
    told = f'{{"data":{data},"timestamp":null,"type":"message"}}'
    assert told.encode() == body_of(message)

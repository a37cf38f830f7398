"""Three hundred of the ten thousand notices of `./dev soak`: every key arrives, in order, each repeat the same."""

from pathlib import Path

from tests.soak.running import Plan, soak

SEED = 20261126
PLAN = Plan(notices=300, workspaces=6, deliverers=2, every=(0.6, 1.2), seconds=60)


def test_whatever_servers_do_and_whoever_is_killed_every_notice_arrives(sqlite_url: str, tmp_path: Path) -> None:
    figures = soak(sqlite_url, tmp_path, PLAN, SEED)

    assert () == figures.wrong
    assert figures.kills >= 2
    assert figures.arrivals > figures.notices

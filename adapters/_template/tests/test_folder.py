"""What this adapter promises beyond its port: one file a message, whole and on the disk, and found by a host."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from attrs import evolve

from registre_core import AdapterFailure, ConfigurationError, Host
from registre_core.ports import Message
from registre_template.folder import FolderNotifier

MESSAGE = Message("permit-opened/12", "helene@exemple.fr", "Permis de feu n° 12", "À signer.")


def test_a_message_that_is_delivered_again_is_there_once(tmp_path: Path) -> None:
    for _ in range(2):
        FolderNotifier(tmp_path).deliver(MESSAGE)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_is_flushed_before_it_has_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda _: named.append(len(list(tmp_path.glob("*.eml")))))
    FolderNotifier(tmp_path).deliver(MESSAGE)
    assert named == [0, 1]


def test_a_failure_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AdapterFailure) as failure:
        FolderNotifier(tmp_path).deliver(MESSAGE)
    assert failure.value.retryable
    assert list(tmp_path.iterdir()) == []


NOT_ONE = """
helene  helene@  a,b@exemple.fr  a@exemple.fr,b@exemple.fr  <a@exemple.fr>  a@b@exemple.fr
=?utf-8?q?a?=@exemple.fr  a@exemple..fr
""".split()


@pytest.mark.parametrize("recipient", NOT_ONE)
def test_what_is_not_one_mail_address_is_refused_for_good(tmp_path: Path, recipient: str) -> None:
    with pytest.raises(AdapterFailure) as failure:
        FolderNotifier(tmp_path).deliver(evolve(MESSAGE, recipient=recipient))
    assert (failure.value.code, failure.value.retryable) == ("delivery-refused", False)
    assert list(tmp_path.iterdir()) == []


def test_a_host_finds_it_by_its_name(tmp_path: Path) -> None:
    Host.discover().build("notifier", f"eml://{tmp_path.as_posix()}").deliver(MESSAGE)
    assert len(list(tmp_path.glob("*.eml"))) == 1


@pytest.mark.parametrize("address", ["eml", "eml:", "eml://", "eml://outgoing", "eml:/var"])
def test_an_address_names_an_absolute_folder(address: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Host.discover().build("notifier", address)
    assert refusal.value.code == "malformed-address"

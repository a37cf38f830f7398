"""A register is put together by hand from its ports, and closed when it is no longer needed."""

import pytest
from attrs import evolve
from tests.usecases.town import Town

from registre_core import AdapterFailure, Ports, Registre, assemble
from registre_core.ports import Message
from registre_core.testing.memory import MemoryStorage, RecordingNotifier


def test_a_register_stands_on_the_ports_it_was_given(town: Town) -> None:
    ports: Ports = town.registre.ports

    assert ports is assemble(ports).ports


def test_leaving_a_register_closes_its_storage(town: Town) -> None:
    with assemble(town.registre.ports) as registre:
        assert isinstance(registre, Registre)
        assert "close" not in town.log

    assert 1 == town.log.count("close")
    with pytest.raises(AdapterFailure):
        registre.workspace.show(town.mayor)


def test_an_accident_closes_it_too(town: Town) -> None:
    def fall() -> None:
        with assemble(town.registre.ports):
            raise RuntimeError("outside")

    with pytest.raises(RuntimeError):
        fall()

    assert 1 == town.log.count("close")


class BreaksWhenClosed(MemoryStorage):
    def close(self) -> None:
        raise AdapterFailure("storage-failed", "the disk is gone")


def test_leaving_a_register_closes_its_notifier_even_if_the_storage_breaks(town: Town) -> None:
    notifier = RecordingNotifier()
    registre = assemble(evolve(town.registre.ports, storage=BreaksWhenClosed(), notifier=notifier))
    with pytest.raises(AdapterFailure) as failure:
        registre.close()
    assert "storage-failed" == failure.value.code
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(Message("k-1", "anne@exemple.fr", "Permis", "À signer."))
    assert "notifier-closed" == failure.value.code

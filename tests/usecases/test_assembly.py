"""A register is put together by hand from its ports, and closed when it is no longer needed."""

import pytest
from tests.usecases.town import Town

from registre_core import AdapterFailure, Ports, Registre, assemble


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

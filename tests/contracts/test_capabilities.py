"""What an adapter declares that it lacks is skipped for everybody to see, under its name and with its obligations."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.architecture.test_obligations_in_step import classes_of

from registre_core.testing import contracts
from registre_core.testing.contracts.storage import StorageContract
from registre_core.testing.obligations import Capability, capabilities_of, obligation
from registre_core.testing.saboteurs import broken_obligations

CONTRACTS = [contract for contract in classes_of(contracts) if contract.__name__.endswith("Contract")]
DECLARED = [
    pytest.param(contract, name, id=f"{contract.__name__}-{name}")
    for contract in CONTRACTS
    for name in sorted(capabilities_of(contract))
]


def suite_of(contract: type) -> list[Callable[..., object]]:
    return [test for name, test in inspect.getmembers(contract, inspect.isfunction) if name.startswith("test_")]


def needing(contract: type, capability: str) -> list[Callable[..., object]]:
    return [test for test in suite_of(contract) if test.__dict__["needs"] == capability]


@pytest.mark.parametrize("contract,name", DECLARED)
def test_a_capability_that_is_lacking_is_skipped_with_its_name_its_sentence_and_its_obligations(
    contract: type, name: str
) -> None:
    lacking = type("TestTheirs", (contract,), {name: False})

    for test in needing(contract, name):
        with pytest.raises(pytest.skip.Exception) as skipped:
            test(lacking())
        numbers = ", ".join(test.__dict__["obligations"])
        sentence = capabilities_of(contract)[name]
        assert f"{numbers} not asked of TestTheirs, which lacks `{name}`: {sentence}" == skipped.value.msg


def test_each_capability_is_needed_by_some_test() -> None:
    needed = {test.__dict__["needs"] for contract in CONTRACTS for test in suite_of(contract)} - {None}

    assert needed == {name for contract in CONTRACTS for name in capabilities_of(contract)}


@pytest.mark.parametrize("contract", CONTRACTS)
def test_each_test_needs_what_its_own_contract_knows(contract: type) -> None:
    needed = {test.__dict__["needs"] for test in suite_of(contract)} - {None}

    assert needed <= set(capabilities_of(contract))


def test_whoever_opens_a_storage_anew_needs_one_that_is_durable() -> None:
    anew = [test for test in suite_of(StorageContract) if "reopen" in inspect.signature(test).parameters]

    assert anew == needing(StorageContract, "durable")


def test_the_page_of_ports_lists_every_capability_in_the_words_of_its_contract() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/ports.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+Contract)` \| `(\w+)` \| (.+) \|$", page, flags=re.MULTILINE)
    known = {
        (contract.__name__, name, sentence)
        for contract in CONTRACTS
        if not set(contract.__subclasses__()) & set(CONTRACTS)  # its parts have the capabilities of the whole
        for name, sentence in capabilities_of(contract).items()
    }

    assert known == set(listed)


class Contract:
    swims = Capability("it swims")

    @obligation("DUC-1", needs="swims")
    @pytest.mark.parametrize("metres", [1, 2])
    def test_it_swims(self, metres: int) -> None:
        raise AssertionError(f"it sank after {metres} m")


def test_what_is_declared_is_asked_for_and_what_is_lacking_is_not() -> None:
    assert broken_obligations(Contract) == {"DUC-1"}
    assert broken_obligations(type("OfStone", (Contract,), {"swims": False})) == set()

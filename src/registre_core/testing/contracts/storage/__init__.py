"""The contract of `Storage`.

Example:
    A storage is proven by a class that says how to open it::

        class TestMyStorage(StorageContract):
            @pytest.fixture
            def open_storage(self, tmp_path):
                return lambda *, patience=30.0: MyStorage(tmp_path / "register.db", patience=patience)
"""

from registre_core.testing.contracts.storage.arrivals import ArrivalContract
from registre_core.testing.contracts.storage.carrying import CarryingContract
from registre_core.testing.contracts.storage.claims import ClaimContract
from registre_core.testing.contracts.storage.commissions import CommissionContract
from registre_core.testing.contracts.storage.corrections import CorrectionContract
from registre_core.testing.contracts.storage.counts import CountContract
from registre_core.testing.contracts.storage.entities import EntityContract
from registre_core.testing.contracts.storage.forgetting import ForgettingContract
from registre_core.testing.contracts.storage.journal import OutboxContract, RegisterContract
from registre_core.testing.contracts.storage.late import LateContract
from registre_core.testing.contracts.storage.ledger import LedgerContract
from registre_core.testing.contracts.storage.lists import ListContract
from registre_core.testing.contracts.storage.logbook import LogbookContract
from registre_core.testing.contracts.storage.names import NameContract
from registre_core.testing.contracts.storage.notices import NoticeContract
from registre_core.testing.contracts.storage.opening import OpenStorage
from registre_core.testing.contracts.storage.operator import OperatorContract
from registre_core.testing.contracts.storage.outbox import DeliveryContract
from registre_core.testing.contracts.storage.permits import PermitContract
from registre_core.testing.contracts.storage.references import ReferenceContract
from registre_core.testing.contracts.storage.reports import ReportContract
from registre_core.testing.contracts.storage.requests import WorkRequestContract
from registre_core.testing.contracts.storage.rights import RightsContract
from registre_core.testing.contracts.storage.settlements import SettlementContract
from registre_core.testing.contracts.storage.several import SeveralContract
from registre_core.testing.contracts.storage.signatures import SignatureContract
from registre_core.testing.contracts.storage.situations import SituationContract
from registre_core.testing.contracts.storage.staging import StagingContract
from registre_core.testing.contracts.storage.standings import StandingContract
from registre_core.testing.contracts.storage.storable import StorableContract
from registre_core.testing.contracts.storage.tallies import TallyContract
from registre_core.testing.contracts.storage.tenants import TenantContract
from registre_core.testing.contracts.storage.tickets import TicketContract
from registre_core.testing.contracts.storage.transactions import TransactionContract
from registre_core.testing.contracts.storage.turns import TurnContract
from registre_core.testing.contracts.storage.values import ValueContract
from registre_core.testing.contracts.storage.visits import VisitContract

__all__ = ["OpenStorage", "StorageContract"]

PROVEN_ELSEWHERE = {
    "STO-30": "no contract cuts a connection in mid-commit; tests/end_to_end/faults does, between client and server",
}
"""What cannot be proven through the port, and where it is."""


class StorageContract(
    TransactionContract,
    TurnContract,
    EntityContract,
    ValueContract,
    StorableContract,
    ListContract,
    NameContract,
    CountContract,
    TenantContract,
    RegisterContract,
    OutboxContract,
    OperatorContract,
    LateContract,
    ClaimContract,
    CarryingContract,
    DeliveryContract,
    NoticeContract,
    ForgettingContract,
    RightsContract,
    SituationContract,
    SeveralContract,
    LedgerContract,
    SettlementContract,
    StandingContract,
    ArrivalContract,
    ReportContract,
    VisitContract,
    SignatureContract,
    TicketContract,
    PermitContract,
    CorrectionContract,
    TallyContract,
    WorkRequestContract,
    CommissionContract,
    LogbookContract,
    StagingContract,
    ReferenceContract,
):
    """STO-1 to STO-99, but for what is proven elsewhere.

    Override `open_storage`; say so when the storage is not `durable`.
    """

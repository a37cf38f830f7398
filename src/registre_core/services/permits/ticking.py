"""Use cases: precautions are ticked, detectors go out of service and come back."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from registre_core import permits
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import PermitId
from registre_core.permits import HotWorkPermit, MeasureTicked
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.permits.desk import Desk, target_of, who, withdrawn


@frozen
class Ticking(Desk):
    """Keeps the checklist of a permit, and its detectors."""

    def tick(self, actor: Actor, permit: PermitId, measures: Collection[str]) -> HotWorkPermit:
        """Say that precautions were taken; who said so first stays named.

        Args:
            actor: who says so.
            permit: which one.
            measures: codes of precautions that are asked for on it.

        Raises:
            Forbidden: without ``permits.edit``.
            NotFound: ``permit-not-found``.
            RuleViolation: ``wrong-permit-state``, ``measure-not-asked``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.tick", target_of(found, stamp.at))
            permits.may_tick(found, measures, stamp.at).require(RuleViolation)
            saved = tx.permits.save(permits.ticked(found, measures, who(bearer), stamp.at))
            record(tx, workspace, bearer, stamp, MeasureTicked(saved))
            tx.commit()
        return saved

    def isolate(self, actor: Actor, permit: PermitId, detectors: Collection[str]) -> HotWorkPermit:
        """Say that detectors of a permit are out of service now.

        Raises:
            Forbidden: without ``permits.edit``.
            NotFound: ``permit-not-found``.
            RuleViolation: ``wrong-permit-state``, ``unknown-detector``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.isolate", target_of(found, stamp.at))
            permits.may_isolate(found, detectors, stamp.at).require(RuleViolation)
            saved = tx.permits.save(permits.isolated(found, detectors, stamp.at))
            record(tx, workspace, bearer, stamp, MeasureTicked(saved))
            tx.commit()
        return saved

    def restore(self, actor: Actor, permit: PermitId, detectors: Collection[str]) -> HotWorkPermit:
        """Say that detectors are back in service: also once the permit ended without them.

        While signatures to close it are asked for, they are asked for again: what would be signed has changed.

        Raises:
            Forbidden: without ``permits.edit``.
            NotFound: ``permit-not-found``.
            RuleViolation: ``wrong-permit-state``, ``detector-not-isolated``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.restore", target_of(found, stamp.at))
            permits.may_restore(found, detectors, stamp.at).require(RuleViolation)
            back = permits.restored(found, detectors, who(bearer), stamp.at)
            changed, revoked = withdrawn(tx, back, stamp, "détecteurs remis en service")
            saved = tx.permits.save(changed)
            record(tx, workspace, bearer, stamp, MeasureTicked(saved), *revoked)
            tx.commit()
        return saved

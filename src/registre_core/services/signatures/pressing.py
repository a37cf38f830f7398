"""Printing and sealing, between two transactions: what a host chose for it, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from attrs import frozen

from registre_core.codec import AttestedBundle, Bundle, bundle_statement, write_bundle
from registre_core.kernel.errors import ConfigurationError
from registre_core.ports import Attestor, Ports, Renderer, Sealer, SignatureCapture, Stamp
from registre_core.services.anchors import chosen
from registre_core.services.signatures.captions import caption
from registre_core.services.signatures.orders import Given, Order
from registre_core.signatures import Evidence, Reserved, Spot, TimeLevel


@frozen
class Pressed:
    """A document with every signature that could be sealed."""

    content: bytes
    """The PDF file."""
    reserved: tuple[Reserved, ...]
    """The boxes on it."""
    time_level: TimeLevel
    """What the time in it is worth."""


@frozen
class Press:
    """What prints and seals."""

    renderer: Renderer
    sealer: Sealer
    attestor: Attestor
    """The key that attests the evidence."""
    capture: SignatureCapture | None
    """What draws signatures again."""

    def left(self, order: Order, before: bytes | None) -> tuple[Given, ...]:
        """Tell which signatures are not on the document yet: the document itself knows."""
        if before is None or order.seal is None:
            return order.given
        there = {seal.name for seal in self.sealer.check(before)}
        spots = spots_of(order.seal.reserved)
        return tuple(one for one in order.given if str(order.seat(one.request, spots)) not in there)

    def pressed(self, order: Order, before: bytes | None, left: tuple[Given, ...]) -> Pressed:
        """Print the document, unless it is there, and add each of these signatures to it.

        Raises:
            AdapterFailure: ``rendering-failed``, ``time-server-failed``.
            ConfigurationError: ``no-signature-capture``, ``private-key-needed``, ``seal-expired``.
        """
        if before is None or order.seal is None:
            rendered = self.renderer.render(order.printable)
            content = rendered.content
            reserved = tuple(Reserved(one, spot) for one, spot in rendered.spots.items())
        else:
            content, reserved = before, order.seal.reserved
        spots = spots_of(reserved)
        boxes = {str(one): spot for one, spot in spots.items()}
        for one in left:
            seat = order.seat(one.request, spots)
            content = self.sealer.seal(content, self._stamp(one, seat, spots.get(seat)), boxes=boxes).content
        return Pressed(content, reserved, self.sealer.time_level)

    def _stamp(self, given: Given, seat: UUID, spot: Spot | None) -> Stamp:
        request, evidence = given.request, given.evidence
        return Stamp(
            name=str(seat),
            picture=self._picture(evidence),
            caption=caption(request, evidence, self.sealer.time_level),
            spot=spot,
            attachment=self._attested(given.proof),
            attachment_name=f"signature-{request.id}.json",
            signed_at=evidence.signed_at,
        )

    def _picture(self, evidence: Evidence) -> bytes | None:
        """Draw it again; of whoever was erased nothing is left to draw."""
        if evidence.trace.drawing is None:
            return None
        if self.capture is None:
            said = "nothing was chosen that draws signatures: name one, such as capture='pad:'"
            raise ConfigurationError("no-signature-capture", said)
        return self.capture.picture(evidence.trace.drawing)

    def _attested(self, proof: Bundle) -> bytes:
        return write_bundle(AttestedBundle(proof, self.attestor.attest(bundle_statement(proof))))


def press_of(ports: Ports) -> Press:
    """Give what the host chose.

    Raises:
        ConfigurationError: ``no-renderer``, ``no-sealer``, ``no-attestor``.
    """
    renderer = chosen_renderer(ports)
    if ports.sealer is None:
        said = "no key to seal with was chosen: name one, such as sealer='pkcs12:/etc/registre/cachet.p12'"
        raise ConfigurationError("no-sealer", said)
    return Press(renderer, ports.sealer, chosen(ports.attestor), ports.capture)


def chosen_renderer(ports: Ports) -> Renderer:
    """Give what the host chose to print with.

    Raises:
        ConfigurationError: ``no-renderer``.
    """
    if ports.renderer is None:
        said = "nothing was chosen that prints documents: name it, such as renderer='typst'"
        raise ConfigurationError("no-renderer", said)
    return ports.renderer


def spots_of(reserved: tuple[Reserved, ...]) -> Mapping[UUID, Spot]:
    """Give the boxes of a document by the signatures they belong to."""
    return {one.signature: one.spot for one in reserved}

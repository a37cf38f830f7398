"""What whoever signs hands over, and where it came from."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.kernel.validation import Checked, aware, must, one_line
from registre_core.ports import Ports
from registre_core.signatures import Drawing

PAD, TICKET = "pad", "ticket"
"""By what means somebody signed: on a page of the session, or on a telephone."""


LONGEST_DEVICE = 500
"""Letters: no browser says more of itself."""


@frozen
class Origin(Checked):
    """Where an answer came from, as the server saw it and as the device says it."""

    peer: str = ""
    """The address that connected to the server."""
    forwarded_for: str = ""
    """The header ``X-Forwarded-For``, if there was one: who is believed, `SigningPolicy.trusted_proxies` says."""
    device: str | None = field(default=None, metadata=must(one_line))
    """What the device says it is: the user agent."""
    claimed_at: datetime | None = field(default=None, metadata=must(aware))
    """What time it is for the device, with its offset: a claim, which never replaces the server's time."""

    @property
    def told_device(self) -> str | None:
        """What is kept of what the device says: a header can be as long as one likes."""
        return self.device[:LONGEST_DEVICE] if self.device else None


NOWHERE = Origin()
"""Nothing is known."""


@frozen
class Answer:
    """What whoever signs hands over."""

    digest: Digest
    """Of what he was shown."""
    drawing: Drawing
    """What he drew."""
    consent: str
    """The version of the sentence that he agreed to."""
    reservations: str
    """What he wrote beside his signature."""
    origin: Origin
    """Where it came from."""
    channel: str
    """By what means."""


def drawing_of(ports: Ports, answer: bytes | None, drawing: Drawing | None) -> Drawing:
    """Read what was drawn, unless the caller read it himself.

    Raises:
        InvalidInput: ``drawing-missing``, when neither was given; ``not-a-drawing``, and the codes of `Drawing`.
        ConfigurationError: ``no-signature-capture``, when there is nothing to read it with.
    """
    if drawing is not None:
        return drawing
    if answer is None:
        raise InvalidInput.at("answer", "drawing-missing", "hand over what the page sent, or a drawing")
    if ports.capture is None:
        said = (
            "nothing was chosen that reads drawn signatures: name one, such as capture='pad:', or hand over a drawing"
        )
        raise ConfigurationError("no-signature-capture", said)
    return ports.capture.read(answer)

"""What creating or upgrading a storage's schema comes to."""

from __future__ import annotations

from attrs import frozen


@frozen
class Preparation:
    """What creating or upgrading a storage's schema did."""

    before: str | None
    """The version that was there; ``None`` of a new database."""
    after: str
    """The version that is there now; the same when there was nothing to do."""

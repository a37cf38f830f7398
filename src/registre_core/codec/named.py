"""Which documents an entry of the register names, read from its bytes.

Whatever is written as a digest is, wherever it stands and whatever kind of fact it is: a kind that is thought of later
is not forgotten, and what was written years ago is read like what is written now. What names no document, such as the
digest of a drawing, keeps none from being swept away. Commitments to what names a person stand under its identifier,
each of them is another one, and they are left out.
"""

from __future__ import annotations

import re

from registre_core.kernel.documents import Digest

_HEX = "[0-9a-f]"
_PERSON = "-".join(f"{_HEX}{{{length}}}" for length in (8, 4, 4, 4, 12))
_DIGEST = re.compile(rf'(?<!{_PERSON}":)"({_HEX}{{64}})"'.encode())


def documents_named(content: bytes) -> tuple[Digest, ...]:
    """Give what may be documents in the chained bytes of an entry, each once, in the order they are named."""
    return tuple(dict.fromkeys(Digest(found.decode()) for found in _DIGEST.findall(content)))

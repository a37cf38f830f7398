"""Anchors that people name, and whether their origin is proven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

from attrs import frozen
from cyclopts import Parameter

from registre_cli import labels
from registre_cli.files import opened
from registre_cli.typography import typeset
from registre_core import Host, IntegrityBreach, InvalidInput, verify_anchor
from registre_core.codec import read_anchor
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Anchor

Anchors = Annotated[
    list[Path],
    Parameter(
        name="--anchor",
        metavar="CHEMIN",
        negative=(),
        help="Une ancre, gardée ailleurs, ou un dossier d’ancres : le registre doit y passer. Peut être répété.",
    ),
]
Keys = Annotated[
    list[str],
    Parameter(
        name="--key",
        metavar="CLÉ",
        negative=(),
        help="La clé qui a dû signer les ancres, comme ed25519:3b6a27bc… Peut être répété.",
    ),
]

LARGEST = 2**26
"""Bytes of an anchor at most, 64 MiB: half a million workspaces."""


@frozen
class Given:
    """An anchor that somebody named, whose signature holds."""

    file: Path
    anchor: Anchor
    signer: str
    is_trusted: bool
    """Whether a key was given that it had to be signed by; otherwise it agrees with itself, and no more."""

    def as_json(self) -> dict[str, Any]:
        """Give it to programs."""
        taken_at = self.anchor.taken_at.isoformat()
        return {"file": str(self.file), "taken_at": taken_at, "key": self.signer, "trusted": self.is_trusted}

    def as_line(self) -> str:
        """Say it to people."""
        origin = f"signée par la clé attendue, {self.signer}."
        if not self.is_trusted:
            origin = (
                f"sa signature est cohérente, mais rien n'en prouve l'origine. Elle nomme la clé {self.signer} : "
                "si c'est bien la vôtre, donnez-la avec --key."
            )
        return typeset(f"Ancre du {labels.instant(self.anchor.taken_at)} (« {self.file} ») : {origin}")


def given(paths: Sequence[Path], keys: Sequence[str]) -> list[Given]:
    """Read the anchors that were named, and of a folder all that lie in it: none yet, before the first night.

    Raises:
        InvalidInput: ``anchor-missing``, when keys were given and no anchor; ``not-an-anchor``.
        IntegrityBreach: ``anchor-of-another-key``, ``anchor-forged``.
    """
    if keys and not paths:
        raise InvalidInput.at("--key", "anchor-missing", "a key is for anchors: name them with --anchor")
    host = Host.discover()
    trusted = [host.build("attestor", key) for key in keys]
    return [_given(file, host, trusted) for path in paths for file in _files(path)]


def _files(path: Path) -> Sequence[Path]:
    return sorted(path.glob("*.json")) if path.is_dir() else [path]


def _given(file: Path, host: Host, trusted: list[Any]) -> Given:
    with opened(file, "--anchor") as stream:
        content = stream.read(LARGEST)
    try:
        signer = read_anchor(content).attestation.signer
        anchor = verify_anchor(content, *(trusted or [host.build("attestor", signer)]))
    except InvalidInput as error:
        raise InvalidInput.at("--anchor", error.code, error.message, file=str(file)) from error
    except IntegrityBreach as error:
        raise IntegrityBreach(error.code, error.message, {**error.facts, "file": str(file)}) from error
    return Given(file, anchor, signer, bool(trusted))


def anchored_until(anchors: Iterable[Given], workspace: WorkspaceId) -> int | None:
    """Tell the last entry of a workspace that an anchor knows; nothing, when none knows the workspace."""
    heads = (one.anchor.heads.get(workspace) for one in anchors)
    return max((head.number for head in heads if head), default=None)

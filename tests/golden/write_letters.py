"""Write every mail of the house as it is sent: ``python -m tests.golden.write_letters``, then read the difference.

Unlike entries of the register, words may change. What changed is read by somebody before it is committed.
"""

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from registre_core.notices import SAMPLES
from registre_wording_french.wording import FrenchWording

FOLDER = Path(__file__).parent / "letters"
_DUE = SAMPLES["round-due"]
TOO_LATE = evolve(_DUE, facts={**_DUE.facts, "missed_since": _DUE.facts["shuts_at"]})
"""What waited until the time of its round was over."""


def letters() -> Mapping[str, str]:
    """Give every sample in words, and a round that is told of too late, by the name of its file."""
    wording = FrenchWording.at()
    worded = {name: wording.word(letter) for name, letter in {**SAMPLES, "round-due-late": TOO_LATE}.items()}
    texts = {f"{kind}.txt": f"{one.subject}\n\n{one.text}" for kind, one in worded.items()}
    return {**texts, **{f"{kind}.html": one.html or "" for kind, one in worded.items()}}


def main() -> None:
    for name, content in letters().items():
        (FOLDER / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()

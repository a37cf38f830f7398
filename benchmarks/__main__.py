"""Run the benchmarks named, or all of them."""

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager

from benchmarks import billing, documents, extraction, lists, outbox, rights, signatures, storage, summary
from benchmarks.measure import Measurement, report

ALL: Mapping[str, Callable[[], AbstractContextManager[Iterable[Measurement]]]] = {
    "storage": storage.races,
    "lists": lists.races,
    "rights": rights.races,
    "billing": billing.races,
    "extraction": extraction.races,
    "signatures": signatures.races,
    "summary": summary.races,
    "outbox": outbox.races,
    "documents": documents.races,
}
"""By name; each sets its stage, yields its races, and clears up."""


def main(names: list[str]) -> int:
    """Print every table, good or bad; 1 when a bound was missed, 2 for a name there is not."""
    if unknown := [name for name in names if name not in ALL]:
        print(f"unknown: {', '.join(unknown)}; there is: {', '.join(ALL)}", file=sys.stderr)
        return 2
    held = True
    for name in names or ALL:
        with ALL[name]() as races:
            for race in races:
                held = report(race) and held
    print("\nEvery bound was held." if held else "\nA bound was missed; see above.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a printed summary may take of a machine, whatever a town has: a gigabyte, data and all."""

import os
import re
import subprocess
import sys
from binascii import hexlify
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from registre_core.findings import Kind, Severity
from registre_core.ports import SummarySheet
from registre_core.summary import MOST_ROWS
from registre_core.testing.builders import a_site
from registre_core.testing.summing import a_finding_row, a_site_summary, a_summary, a_summary_sheet

AT_LENGTH = "REGISTRE_FAULT_ROUNDS" in os.environ

MEGABYTE = 1 << 20

WRITTEN = (
    "Porte coupe-feu qui ne ferme plus",
    "Extincteur à eau pulvérisée absent de son emplacement",
    "Bloc autonome d’éclairage de sécurité hors service dans la circulation du deuxième étage, côté nord",
    "Désenfumage de l’escalier : la commande manuelle ne répond pas, le treuil est bloqué, l’exutoire reste fermé",
)
"""What findings say."""


@pytest.mark.parametrize(
    "sites,rows,data,most",
    [(60, 300, 5, 250), *[(500, MOST_ROWS, 60, 900), (40, MOST_ROWS, 60, 900)] * AT_LENGTH],
)
def test_a_town_is_printed_in_bounded_memory(sites: int, rows: int, data: int, most: int) -> None:
    """Megabytes are counted in a new process and in those that it starts, which no other test has made larger."""
    told = (sys.executable, "-m", __name__, *map(str, (sites, rows, data)))
    here, beneath = map(int, subprocess.run(told, check=True, capture_output=True, text=True).stdout.split())

    assert here + beneath < most


def a_town(count: int, rows: int, data: int) -> SummarySheet:
    """Make up a town with so many sites and rows, and so many megabytes of data that no compression makes small."""
    chance = Random(1)  # noqa: S311  # the same each time
    sites = [a_site_summary(site=a_site(name=f"École élémentaire n° {number}")) for number in range(count)]
    found = (
        a_finding_row(
            site_id=chance.choice(sites).site.id,
            text=chance.choice(WRITTEN),
            kind=chance.choice(tuple(Kind)),
            severity=Severity.CRITICAL,
        )
        for _ in range(rows)
    )
    summary = a_summary(sites=tuple(sites), gravest=tuple(found), left_out=100_000)
    return a_summary_sheet(summary=summary, data=hexlify(chance.randbytes(data * MEGABYTE // 2)))


def main() -> None:
    """Print a town, and tell how many megabytes that took here, and in the process that printed."""
    from registre_rendering_typst.renderer import TypstRenderer

    TypstRenderer().render(a_town(*map(int, sys.argv[1:])))
    here = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())  # getrusage remembers who started it
    print(here and int(here[1]) >> 10, getrusage(RUSAGE_CHILDREN).ru_maxrss >> 10)  # noqa: T201


if __name__ == "__main__":
    main()

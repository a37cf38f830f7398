"""A process for each summary: Typst keeps what its last ten documents laid out, and that may be gigabytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copyfile, copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO

from registre_core.kernel.errors import AdapterFailure
from registre_rendering_typst.letters import faces

BOOT = "import sys; sys.path[:] = sys.argv[5:]; from registre_rendering_typst import press; press.main(*sys.argv[1:5])"
"""What it runs: it finds modules where its host does, wherever that was told to look."""

ALONE = {"RAYON_NUM_THREADS": "1"}
"""One thread: each would keep memory of its own, and a summary take more on a machine that has more processors."""

SAID = 2_000
"""Characters of what a process says that failed."""


Opened = Callable[[], BinaryIO]
"""Opens what may be too large to be held."""


def laid_out(templates: tuple[Path, ...], form: object, beside: Mapping[str, Opened], timestamp: int) -> bytes:
    """Lay out the first of these templates.

    Args:
        templates: it, and those that it imports.
        form: what is printed, as JSON can hold it: the template reads it as ``form.json``.
        beside: further files that it reads, by name.
        timestamp: the document's date, in seconds.

    Raises:
        AdapterFailure: ``rendering-failed``.
    """
    with TemporaryDirectory(prefix="registre-summary-") as folder:
        desk = Path(folder)
        for template in templates:
            copyfile(template, desk / template.name)
        for name, opened in beside.items():
            with opened() as content, (desk / name).open("wb") as into:
                copyfileobj(content, into)
        (desk / "form.json").write_text(json.dumps(form, ensure_ascii=False), "utf-8")
        printed = desk / "printed.pdf"
        _run(desk / templates[0].name, timestamp, printed)
        return printed.read_bytes()


def _run(template: Path, timestamp: int, printed: Path) -> None:
    told = map(str, (template, faces(), timestamp, printed))
    command, around = [sys.executable, "-c", BOOT, *told, *sys.path], {**os.environ, **ALONE}
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, env=around)  # noqa: S603  # our own interpreter
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace")[-SAID:].strip() or f"it ended with {error.returncode}"
        raise AdapterFailure("rendering-failed", f"Typst cannot print this: {said}") from error
    except OSError as error:
        raise AdapterFailure("rendering-failed", f"no process could be started to print this: {error}") from error

"""A process that writes until it is killed: takes orders, one a line, and forks a writer for each.

Loading the library takes far longer than a writer lives, so it is loaded once. What a writer uses it opens itself,
after the fork, as it must.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import count
from uuid import UUID

import psycopg  # noqa: F401  # loaded before the first fork
from tests.end_to_end.faults.grounds import A_DAY, PATIENT, Ground, Town

from registre_core import Actor, AdapterFailure, Registre
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.testing.builders import a_passage
from registre_core.workspace import Category, ErpType

Change = tuple[str, UUID]
"""A kind of entry, and what it is about: each stands once in the register of these tests."""

A_MOMENT = 0.02
"""Seconds that a writer waits before it begins anew after a failure."""


def story(registre: Registre, actor: Actor, name: str) -> Iterator[Change]:
    """Do what a register is for, each change in several tables, and name it as soon as it is acknowledged."""
    book, rights, planning = registre.workspace, registre.rights, registre.interventions
    site = book.add_site(actor, name=name, erp_type=ErpType.R, category=Category.THIRD, address="1 rue du Port")
    yield "site-added", site.id
    firm = book.add_contractor(actor, name=name, siret="12345678901234", approved=True)
    yield "contractor-added", firm.id
    contact = book.add_contact(actor, name=name, email="helene@exemple.fr", contractor=firm.id)
    yield "contact-added", contact.id
    planned = planning.plan(
        actor, site=site.id, type_code="inspection", planned_on=A_DAY, contractors=[firm.id], contacts=[contact.id]
    )
    yield "intervention-planned", planned.id
    profile = rights.create_profile(actor, name=name, rights=["findings.create"]).profile
    yield "profile-created", profile.id
    user = rights.create_user(actor, name=name, email="zoe@exemple.fr", sites=[site.id]).user
    yield "user-created", user.id
    yield "user-attached", rights.attach(actor, user.id, profile.id).id
    report = stored(registre, actor, f"%PDF-1.7 {name}".encode())
    yield "report-attached", planning.attach_report(actor, planned.id, report).id
    yield "intervention-closed", planning.close(actor, planned.id).id
    passage = a_passage(report, quote=name)
    yield "finding-recorded", registre.findings.record(actor, planned.id, passage, place="Sous-sol").id


def stored(registre: Registre, actor: Actor, content: bytes) -> DocumentRef:
    """Store a report, again and again if need be: what reads a stream is not tried again by itself."""

    def store() -> DocumentRef:
        return registre.documents.store(actor, BytesIO(content), name="rapport.pdf", originality=Originality.COPY)

    return PATIENT.patiently(store, registre.ports.clock, "store")


def write(registre: Registre, actor: Actor, name: str, say: Callable[[object], None]) -> None:
    """Tell the story again and again, and say each change that was acknowledged and each failure."""
    for chapter in count():
        try:
            for kind, subject in story(registre, actor, f"{name}.{chapter}"):
                say([kind, str(subject)])
        except AdapterFailure as failure:
            say({"failed": failure.code})
            time.sleep(A_MOMENT)


def obey(order: Mapping[str, str]) -> None:
    """Open the register and write to it; who gives the order hears of it on a socket."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(order["told_at"])

        def say(what: object) -> None:
            line.sendall(f"{json.dumps(what)}\n".encode())

        town = Town.read(order["workspace"], order["administrator"])
        _let_itself_be_traced()
        with Ground(order["storage"], order["documents"]).open() as registre:
            say(os.getpid())
            line.recv(1)  # until it may begin
            write(registre, town.mayor, order["name"], say)


def _let_itself_be_traced() -> None:
    """Let strace come later, as careful kernels allow a process only for itself."""
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(-1))


_PR_SET_PTRACER = 0x59616D61


def serve() -> None:
    """Fork a writer for each order; the kernel takes away those that are dead."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for order in sys.stdin:
        if os.fork() == 0:
            try:
                obey(json.loads(order))
            except ConnectionError:
                pass  # nobody listens any more
            except BaseException:  # noqa: BLE001  # it must not go on where the forge left off
                traceback.print_exc()
            finally:
                os._exit(1)


if __name__ == "__main__":
    serve()

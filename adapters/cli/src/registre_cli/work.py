"""The command that does everything in the background, with as many others of its kind as there are."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import Annotated, Any

from attrs import evolve, field, frozen
from cyclopts import Parameter

from registre_cli import labels
from registre_cli.answers import message_of
from registre_cli.deliver import NOTHING_SAID, Post
from registre_cli.ending import Ending, ending
from registre_cli.opening import PressChoice, opened
from registre_cli.options import Address, Json
from registre_cli.saying import plural, say, warn
from registre_cli.signing.options import Capture, Key, Renderer, Sealer
from registre_cli.terminal import Words, flush, write_json
from registre_cli.typography import typeset
from registre_core import ConfigurationError, Host, Registre
from registre_core.kernel.errors import RegistreError
from registre_core.ports import JobEngine, Outcome, Periodic, WorkStatus
from registre_core.services.errands import ERRANDS, Errand, periodic

LABELS = {one.name: one.label for one in ERRANDS}
"""What people call each work."""

Engine = Annotated[
    str | None,
    Parameter(
        name="--engine",
        metavar="ADRESSE",
        help="Ce qui répartit les travaux, comme procrastinate:postgresql://… ; par défaut, sur le serveur de la base.",
    ),
]
Prepare = Annotated[
    bool,
    Parameter(
        name="--prepare",
        negative=(),
        show_default=False,
        help="Ne rien faire que créer les tables des travaux, ou les amener à la version présente.",
    ),
]
Status = Annotated[
    bool,
    Parameter(
        name="--status",
        negative=(),
        show_default=False,
        help="Ne rien faire ; dire où en est chaque travail, pour la supervision.",
    ),
]
Sweep = Annotated[
    bool,
    Parameter(
        name="--sweep",
        negative=(),
        show_default=False,
        help="Retirer aussi, chaque nuit, les documents que rien ne cite : pas pendant la sauvegarde d’un dossier.",
    ),
]


@Parameter(name="*")
@frozen
class Press:
    """What seals what waits for its seal, where anything does."""

    key: Key | None = None
    sealer: Sealer | None = None
    renderer: Renderer = "typst"
    capture: Capture = "pad"

    @property
    def choice(self) -> PressChoice:
        """Name what prints and seals, where anything is sealed."""
        return PressChoice(self.renderer, self.sealer, self.capture) if self.sealer else PressChoice()


NOTHING_PRESSED = Press()


def work(
    address: Address,
    /,
    *,
    post: Post = NOTHING_SAID,
    press: Press = NOTHING_PRESSED,
    sweep: Sweep = False,
    engine: Engine = None,
    prepare: Prepare = False,
    status: Status = False,
    as_json: Json = False,
) -> None:
    """Do what comes due, until told to end."""
    chosen = _engine(engine, address)
    if prepare:
        _prepare(chosen, as_json=as_json)
    elif status:
        _tell_status(chosen.status(), as_json=as_json)
    else:
        errands = _at_hand(post, press, sweep=sweep)
        with (
            opened(
                address, documents=post.documents, attestor=press.key, press=press.choice, post=post.choice
            ) as found,
            ending() as end,
        ):
            _work(chosen, found, errands, end, as_json=as_json)


def _engine(engine: str | None, address: str) -> JobEngine:
    """Open the engine that was named, or the one that is installed, where the register is.

    Raises:
        ConfigurationError: ``no-jobs-engine``, ``unknown-adapter``.
    """
    host = Host.discover()
    installed = host.offers()["jobs"]
    if not installed:
        raise ConfigurationError("no-jobs-engine", "nothing that works in the background is installed")
    built: JobEngine = host.build("jobs", engine or f"{installed[0].name}:{address}")
    return built


def _at_hand(post: Post, press: Press, *, sweep: bool) -> tuple[Errand, ...]:
    """Choose the errands for which everything is there: the others are for whoever has it."""
    has = {
        "deliver": bool(post.mail or post.callbacks),
        "seal": bool(post.documents and press.key and press.sealer),
        "sweep": bool(post.documents and sweep),
    }
    return tuple(one for one in ERRANDS if has.get(one.name, True))


def _work(engine: JobEngine, registre: Registre, errands: Iterable[Errand], end: Ending, *, as_json: bool) -> None:
    works = periodic(registre, errands, until=end)
    if not as_json:
        said = ", ".join(LABELS[one.name].lower() for one in works)
        say(Words(typeset(f"Travaux de fond : {said}.")), soft_wrap=True)
        flush()
    teller = Teller(as_json)
    engine.work([teller.telling(one) for one in works], until=end, lost=lambda failure: warn(message_of(failure)))


@frozen
class Teller:
    """Says what each run came to, one at a time: they run in threads."""

    as_json: bool
    turn: Lock = field(factory=Lock)

    def telling(self, work: Periodic) -> Periodic:
        """Have a work told."""

        def run() -> Outcome:
            try:
                outcome = work.run()
            except RegistreError as error:
                with self.turn:
                    warn(f"{LABELS[work.name]} : {message_of(error)}")
                raise
            with self.turn:
                self.tell(work.name, outcome)
            return outcome

        return evolve(work, run=run)

    def tell(self, name: str, outcome: Outcome) -> None:
        """Say it, if there is anything to say."""
        if self.as_json:
            write_json({"work": name, "counted": dict(outcome.counted), "failures": [*outcome.failures]})
        elif _counted(outcome):
            say(Words(typeset(f"{LABELS[name]} : {_counted(outcome)}.")), soft_wrap=True)
        for failure in outcome.failures:
            warn(f"{LABELS[name]} : {failure}")
        flush()


COUNTED = {
    "delivered": ("avis distribué", "avis distribués"),
    "postponed": ("remis à plus tard", "remis à plus tard"),
    "given_up": ("non distribué", "non distribués"),
    "moot": ("sans objet", "sans objet"),
    "notices": ("avis mis en attente", "avis mis en attente"),
    "sealed": ("document scellé", "documents scellés"),
    "waiting": ("attend encore", "attendent encore"),
    "removed": ("document retiré", "documents retirés"),
}
"""What errands count, in French; in how many workspaces they looked is said every minute, and nobody asks."""


def _counted(outcome: Outcome) -> str:
    return ", ".join(
        plural(number, *COUNTED[name]) for name, number in outcome.counted.items() if number and name in COUNTED
    )


def _prepare(engine: JobEngine, *, as_json: bool) -> None:
    version = engine.prepare()
    if as_json:
        write_json({"version": version})
    else:
        say(Words(typeset(f"Les tables des travaux de fond sont là, à la version {version}.")), soft_wrap=True)


def _tell_status(works: Iterable[WorkStatus], *, as_json: bool) -> None:
    known = {one.name: one for one in works}
    told = [known.get(name) or WorkStatus(name) for name in sorted({*LABELS, *known})]
    if as_json:
        write_json({"works": [*map(_described, told)]})
        return
    for one in told:
        say(Words(typeset(f"{LABELS.get(one.name, one.name)} : {_sentence(one)}.")), soft_wrap=True)


def _sentence(one: WorkStatus) -> str:
    said = ["jamais fait" if one.last_done_at is None else f"fait le {labels.instant(one.last_done_at)}"]
    said += [f"{count} {word}" for count, word in ((one.running, "en cours"), (one.waiting, "en attente")) if count]
    if one.stalled:
        said.append(plural(one.stalled, "tenu par une machine muette", "tenus par une machine muette"))
    if one.failed:
        said.append(plural(one.failed, "échec récent", "échecs récents"))
    return ", ".join(said)


def _described(one: WorkStatus) -> dict[str, Any]:
    return {
        "work": one.name,
        "last_done_at": one.last_done_at and one.last_done_at.isoformat(),
        "waiting": one.waiting,
        "running": one.running,
        "stalled": one.stalled,
        "failed": one.failed,
    }

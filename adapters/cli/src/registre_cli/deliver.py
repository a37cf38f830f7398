"""The command that carries notices: once, for as long as the host runs, or to say what waits."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import Annotated, Any

from attrs import frozen
from cyclopts import Parameter

from registre_cli import labels
from registre_cli.answers import message_of
from registre_cli.ending import Ending, ending
from registre_cli.french import sentence as sentence_of
from registre_cli.opening import PostChoice, opened, operator, without_documents
from registre_cli.options import Address, Json, whole_number
from registre_cli.progress import parts
from registre_cli.saying import plural, say, warn
from registre_cli.terminal import Words, flush, write_json
from registre_cli.typography import number, typeset
from registre_core import AdapterFailure, Registre
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import Total
from registre_core.ports.storage import Backlog, Fate, NoticeFilter
from registre_core.services.deliveries import Delivered, Hindrance
from registre_core.workspace import Workspace

Watch = Annotated[
    bool,
    Parameter(
        name="--watch",
        negative=(),
        show_default=False,
        help="Continuer au fil de l’eau, jusqu’à Ctrl-C ou SIGTERM.",
    ),
]
Status = Annotated[
    bool,
    Parameter(
        name="--status",
        negative=(),
        show_default=False,
        help="Ne rien distribuer ; dire ce qui attend, pour la supervision.",
    ),
]
Most = Annotated[
    int | None,
    Parameter(name="--most", metavar="N", converter=whole_number, help="Combien d’avis au plus, cette fois."),
]
Workers = Annotated[
    int | None,
    Parameter(
        name="--workers",
        metavar="N",
        converter=whole_number,
        show_default=False,
        help="Combien à la fois, si le serveur de courriel est lent ; par défaut, 1.",
    ),
]


@Parameter(name="*")
@frozen
class Post:
    """What carries, and puts into words."""

    mail: Annotated[
        str | None,
        Parameter(name="--mail", metavar="ADRESSE", help="Ce qui porte les courriels, comme smtp://serveur:587?from=…"),
    ] = None
    callbacks: Annotated[
        str | None,
        Parameter(name="--callbacks", metavar="ADRESSE", help="Ce qui prévient les machines, comme webhook:FICHIER."),
    ] = None
    words: Annotated[
        str,
        Parameter(
            name="--words",
            metavar="ADRESSE",
            show_default=False,
            help="Ce qui écrit les avis ; par défaut, french.",
        ),
    ] = "french"
    documents: Annotated[
        str | None,
        Parameter(
            name="--documents", metavar="ADRESSE", help="Où sont les documents à joindre, comme file:///srv/docs."
        ),
    ] = None
    request_link: Annotated[
        str | None,
        Parameter(
            name="--request-link",
            metavar="URL",
            help="Où mène le lien d’une demande, avec {secret} : https://registre.exemple.fr/demande/{secret}",
        ),
    ] = None

    @property
    def choice(self) -> PostChoice:
        """Name what carries."""
        return PostChoice(self.mail, self.callbacks, self.words, self.request_link)


NOTHING_SAID = Post()


def deliver(
    address: Address,
    /,
    *,
    post: Post = NOTHING_SAID,
    watch: Watch = False,
    most: Most = None,
    workers: Workers = None,
    status: Status = False,
    as_json: Json = False,
) -> None:
    """Carry what waits."""
    _require_one_way(status=status, watch=watch, most=most, workers=workers)
    if status:
        _tell_status(address, as_json=as_json)
        return
    with opened(address, documents=post.documents, post=post.choice) as registre, ending() as end:
        at_once = 1 if workers is None else workers
        if watch:
            _watch(registre, end, at_once, as_json=as_json)
        else:
            _once(registre, end, most, at_once, as_json=as_json)


def _require_one_way(*, status: bool, watch: bool, most: int | None, workers: int | None) -> None:
    """Refuse options that would be ignored: who asks how things stand would believe that he carries.

    Raises:
        InvalidInput: ``delivery-undecided``, with all that exclude each other.
    """
    at_once = status and workers is not None
    ways = {"--status": status, "--watch": watch, "--most": most is not None, "--workers": at_once}
    given = [name for name, is_given in ways.items() if is_given]
    if len(given) > 1:
        said = f"these options exclude each other: {', '.join(given)}"
        raise InvalidInput.at(given[0], "delivery-undecided", said, options=", ".join(given))


def _once(registre: Registre, end: Ending, most: int | None, workers: int, *, as_json: bool) -> None:
    """Carry everything that is due, and fail if somebody has to look at something.

    Raises:
        AdapterFailure: ``deliveries-incomplete``.
        KeyboardInterrupt: it was told to end; what was in hand went out, and the rest waits.
    """
    with parts("Distribution des avis") as bar:
        done = registre.deliveries.deliver(operator(), most=most, workers=workers, until=end, progress=bar)
    _tell(done, as_json=as_json)
    if end():
        raise KeyboardInterrupt
    if not done.is_complete:
        raise _incomplete(done)


def _watch(registre: Registre, end: Ending, workers: int, *, as_json: bool) -> None:
    """Carry until told to end, and say what each look came to; what is in the way is said on standard error."""
    turn = Lock()

    def told(run: Delivered) -> None:
        with turn:  # each thread that carries tells of itself
            if run.settled:
                _tell(run, as_json=as_json)
            for one in run.troubles:
                warn(message_of(one.error))
            flush()

    registre.deliveries.watch(operator(), until=end, workers=workers, told=told)


def _incomplete(done: Delivered) -> AdapterFailure:
    said = f"{done.given_up} notices were given up, and {len(done.troubles)} things are in the way"
    first = message_of(done.troubles[0].error) if done.troubles else None
    return AdapterFailure("deliveries-incomplete", said, {"given_up": done.given_up, "first": first})


def _tell(done: Delivered, *, as_json: bool) -> None:
    if as_json:
        write_json(described(done))
    else:
        say(Words(sentence(done)), soft_wrap=True)


def described(done: Delivered) -> dict[str, Any]:
    """Give what it came to as plain values."""
    return {
        "at": done.at.isoformat(),
        "delivered": done.delivered,
        "postponed": done.postponed,
        "causes": dict(sorted(done.causes.items())),
        "given_up": done.given_up,
        "moot": done.moot,
        "overtaken": done.overtaken,
        "troubles": [*map(_trouble, done.troubles)],
    }


def _trouble(one: Hindrance) -> dict[str, str | None]:
    workspace = None if one.workspace is None else str(one.workspace)
    return {"workspace": workspace, "code": one.error.code, "message": message_of(one.error)}


def sentence(done: Delivered) -> str:
    """Say in French what it came to."""
    said = [f"{number(done.delivered)} distribués" if done.delivered > 1 else f"{done.delivered} distribué"]
    if done.postponed:
        said.append(plural(done.postponed, "remis à plus tard", "remis à plus tard") + _causes(done))
    if done.given_up:
        said.append(plural(done.given_up, "non distribué", "non distribués"))
    if done.moot:
        said.append(f"{number(done.moot)} sans objet")
    if done.overtaken:
        said.append(plural(done.overtaken, "peut-être parti deux fois", "peut-être partis deux fois"))
    return typeset(f"Avis du {labels.instant(done.at)} : {', '.join(said) if done.settled else 'aucun à distribuer'}.")


def _causes(done: Delivered) -> str:
    """Say why, commonest first, so that a mail server that is away is not taken for the quiet of the night."""
    said = [
        f"{number(many)} : {sentence_of(code, {}) or 'voyez ce code'} [{code}]"
        for code, many in sorted(done.causes.items(), key=lambda cause: (-cause[1], cause[0]))
    ]
    return f" ({' ; '.join(said)})" if said else ""


@frozen
class _Dead:
    """The dead letters of one workspace."""

    workspace: Workspace
    total: Total


def _tell_status(address: str, *, as_json: bool) -> None:
    with without_documents(address) as registre:
        backlog = registre.deliveries.backlog(operator())
        dead = [_dead(registre, one) for one in registre.deliveries.dead_letters(operator())]
    if as_json:
        write_json(_status(backlog, dead))
        return
    say(Words(typeset(_waiting(backlog))), soft_wrap=True)
    for one in dead:
        said = f"{one.workspace.name} : {labels.total(one.total)} non distribués."
        say(Words(typeset(said)), soft_wrap=True)


def _dead(registre: Registre, workspace: WorkspaceId) -> _Dead:
    page = registre.notices.page(operator(workspace), NoticeFilter(fate=Fate.GIVEN_UP), limit=1, counted=True)
    return _Dead(registre.workspace.show(operator(workspace)), page.total or Total(0))


def _waiting(backlog: Backlog) -> str:
    since = "" if backlog.oldest_due_at is None else f" depuis le {labels.instant(backlog.oldest_due_at)}"
    dead = plural(backlog.dead, "non distribué", "non distribués")
    return f"Avis : {number(backlog.waiting)} en attente, {number(backlog.due)} à distribuer{since}, {dead}."


def _status(backlog: Backlog, dead: Iterable[_Dead]) -> dict[str, Any]:
    oldest = backlog.oldest_due_at
    return {
        "waiting": backlog.waiting,
        "due": backlog.due,
        "dead": backlog.dead,
        "oldest_due_at": oldest and oldest.isoformat(),
        "workspaces": [
            {"workspace": str(one.workspace.id), "name": one.workspace.name, "dead": one.total.number} for one in dead
        ],
    }

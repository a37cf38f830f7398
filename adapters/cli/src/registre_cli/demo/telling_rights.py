"""S1, where a profile is edited, as people read it."""

from __future__ import annotations

from rich.padding import Padding

from registre_cli.answers import message_of
from registre_cli.demo.chapters import Edited
from registre_cli.demo.page import heading, say, show
from registre_cli.labels import right
from registre_cli.profiles.consequences import consequences_table, summary_of
from registre_cli.terminal import Words
from registre_core import RegistreError


def tell_edited(edited: Edited) -> None:
    """Tell how a profile is edited."""
    caretaker, spared, moving = (user.name for user in edited.people)
    heading("S1 · Donner un droit, en sachant à qui")
    say(
        f"Le profil « {edited.before.name} », créé à partir de {caretaker}, est partagé par {spared}, à qui ce droit "
        f"est retiré, et par {moving}. Avant de lui donner « {right(edited.right)} », l'administratrice regarde ce que "
        "cela ferait :"
    )
    show(consequences_table(edited.shown, edited.names))
    say(
        f"{summary_of(edited.shown)} L'exception de {spared} reste la sienne. Mais avant la validation, {moving} passe "
        "à la médiathèque seule. Appliquer le plan qui avait été montré :"
    )
    _answer(edited.outdated)
    say("Elle relit donc le plan, et applique celui-ci, exactement :")
    show(consequences_table(edited.committed, edited.names))
    say("Enfin, elle voudrait désactiver son propre compte :")
    _answer(edited.last)


def _answer(error: RegistreError) -> None:
    show(Padding(Words(message_of(error), style="red"), (0, 0, 0, 2)))

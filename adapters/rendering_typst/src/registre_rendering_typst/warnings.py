"""What a permit warns of, in French: a sentence for each code, as the room of permits tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from registre_core.kernel.reasons import FactValue, Reason
from registre_rendering_typst.french import moment

Facts = Mapping[str, FactValue]


def warned(reason: Reason) -> str:
    """Say it; what is not known here is said as it was told."""
    sentence = _SENTENCES.get(reason.code)
    return sentence(reason.facts) if sentence else reason.message


def _when(facts: Facts, name: str) -> str:
    return moment(datetime.fromisoformat(str(facts[name])))


_SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "stops-too-late": lambda told: (
        "Aucune surveillance n’est prévue : le travail doit cesser deux heures avant la fermeture du site, "
        f"qui est le {_when(told, 'closes_at')}."
    ),
    "watch-too-short": lambda told: f"La surveillance prévue dure {told['minutes']} min : il en faut {told['least']}.",
    "watch-passes-closing": lambda told: (
        f"La surveillance dure jusqu’au {_when(told, 'until')}, et le site ferme le {_when(told, 'closes_at')} : "
        "cessez plus tôt, ou que quelqu’un reste."
    ),
    "measures-not-ticked": lambda told: f"Mesures préalables non cochées : {told['count']}.",
    "round-not-clear": lambda told: f"Une anomalie a été constatée à la ronde du {_when(told, 'made_at')}.",
}

"""What people read of invoices, money and terms."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    # invoices, and what becomes of them
    "invoice-not-found": "cette facture n'existe pas",
    "amount-malformed": (
        "« {amount} » n'est pas un montant : écrivez-le 1234,50",
        "ce n'est pas un montant : écrivez-le 1234,50",
    ),
    "amount-not-finite": "un montant est un nombre, ni infini ni indéfini",
    "amount-too-large": "ce montant est trop grand pour être vrai : vérifiez-le",
    "amount-too-precise": (
        "un montant en {currency} a au plus {decimals} décimale(s)",
        "ce montant a trop de décimales pour sa monnaie",
    ),
    "amount-not-positive": "un montant doit être supérieur à zéro",
    "amount-negative": "un montant ne peut pas être négatif",
    "currencies-mixed": (
        "{one} et {other} ne s'additionnent ni ne se comparent : gardez une seule monnaie",
        "deux monnaies ne s'additionnent ni ne se comparent : gardez-en une",
    ),
    "day-out-of-reach": ("le {day} est hors du calendrier : vérifiez l'année", "ce jour est hors du calendrier"),
    "due-before-issue": (
        "l'échéance, le {due_on}, précède l'émission, le {issued_on} : vérifiez les deux dates",
        "l'échéance précède l'émission : vérifiez les deux dates",
    ),
    "lines-do-not-add-up": (
        "les lignes font {lines}, la facture {total} : corrigez l'un ou l'autre",
        "les lignes ne font pas le total : corrigez l'un ou l'autre",
    ),
    "before-the-invoice": "rien n'arrive à une facture avant son enregistrement : vérifiez l'horloge de cette machine",
    "repeated-key": (
        "la clé « {key} » sert deux fois sur cette facture",
        "une clé sert deux fois sur cette facture",
    ),
    "credited-too-much": (
        "avoirs et pertes font {credited}, plus que la facture, de {total} : réduisez le montant",
        "avoirs et pertes dépassent la facture : réduisez le montant",
    ),
    "refund-of-nothing": "seul le retour d'un règlement nomme un règlement, et il en nomme un",
    "refunded-too-much": (
        "il ne reste pas autant du règlement « {payment} » : ne reprenez que ce qu'il en reste",
        "il ne reste pas autant de ce règlement : ne reprenez que ce qu'il en reste",
    ),
    "nothing-to-refund": (
        "il ne reste rien du règlement « {payment} » sur la facture {number} : vérifiez sa clé",
        "il ne reste rien de ce règlement : vérifiez sa clé",
    ),
    "write-off-too-large": (
        "il ne reste que {remaining} sur la facture {number} : ne passez pas davantage en perte",
        "il reste moins que cela sur la facture : ne passez pas davantage en perte",
    ),
    "nothing-to-write-off": (
        "la facture {number} est soldée : il n'y a rien à passer en perte",
        "la facture est soldée : il n'y a rien à passer en perte",
    ),
    "nothing-to-hold": (
        "la facture {number} est soldée : il n'y a rien à mettre en attente",
        "la facture est soldée : il n'y a rien à mettre en attente",
    ),
    "hold-in-the-past": (
        "une mise en attente jusqu'au {until} serait déjà finie : choisissez un jour à venir",
        "cette mise en attente serait déjà finie : choisissez un jour à venir",
    ),
    "hold-not-running": (
        "la facture {number} n'a pas de mise en attente « {key} » en cours",
        "cette mise en attente n'est pas en cours",
    ),
    "key-reused": (
        "la clé « {key} » désigne déjà autre chose sur la facture {number} : donnez-en une autre",
        "cette clé désigne déjà autre chose sur la facture : donnez-en une autre",
    ),
    "invoice-number-taken": (
        "une autre facture porte déjà le numéro {number} : une facture enregistrée ne change plus",
        "une autre facture porte déjà ce numéro : une facture enregistrée ne change plus",
    ),
    # files of invoices
    "repeated-number": (
        "la facture {number} figure déjà à la {place} : une facture tient sur une ligne, avec son total",
        "une facture figure deux fois : elle tient sur une ligne, avec son total",
    ),
    "amount-ambiguous": (
        "« {amount} » se lit de deux façons : écrivez deux décimales, comme {whole} ou {small}",
        "ce montant se lit de deux façons : écrivez deux décimales, comme 1234,00 ou 1,23",
    ),
    # terms
    "days-out-of-range": (
        "{days} jours : ce délai va de {least} à {most}",
        "ce délai est hors de ses limites",
    ),
    "cut-without-warning": (
        "l'accès se coupe après l'avertissement du jour {overdue}, non au jour {suspension}",
        "l'accès se coupe après l'avertissement, non avant",
    ),
    "unknown-zone": (
        "« {zone} » n'est pas un fuseau horaire : écrivez par exemple Europe/Paris",
        "ce fuseau horaire n'existe pas : écrivez par exemple Europe/Paris",
    ),
}
"""By code."""

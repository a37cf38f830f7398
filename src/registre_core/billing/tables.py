"""What the source says of unpaid invoices, to the letter, and the values its sentences leave open."""

from __future__ import annotations

from registre_core.kernel.reasons import Source

UNPAID = Source("Version 1.47, Facture impayée : bandeaux et coupure (S2)")
"""«15 jours avant l'échéance», «1 jour après», «30 jours après», on the web and on telephones."""
LATE = Source("Code de commerce L. 441-10")
"""A sum is late from the day after its due date, without any reminder."""

DUE_SOON_TEXT = (
    "Vous avez une ou plusieurs factures dont l’échéance de règlement est au {day}. "  # to the letter
    "Nous vous remercions de faire le nécessaire pour que le règlement nous parvienne dans le délai indiqué"
)
"""T1. Normative: never corrected, re-quoted or space-normalised."""
OVERDUE_TEXT = (
    "Le règlement d’au moins une facture dont l’échéance est dépassée. "
    "Nous vous remercions de procéder à la régularisation de votre compte client dans les meilleurs délais "
    "afin d'éviter la coupure de votre accès le {day}"
)
"""T2. Normative, its two kinds of apostrophes included."""
SUSPENDED_TEXT = (
    "Malgré nos avertissements, le règlement d’au moins une de vos factures ne nous est pas parvenu. "
    "Votre accès est donc suspendu jusqu’à la régularisation de votre compte. "
    "Vous avez malgré tout la possibilité, en fonction de vos droits, de générer la synthèse de votre/vos site(s)"
)
"""T3. Normative."""
BUTTON = "régulariser mes factures"
"""What every banner carries for those who may see invoices; it opens all of them."""

BEFORE_DAYS = 15
"""The orange banner shows from so many days before the due date, up to and including it."""
OVERDUE_DAYS = 1
"""The red banner shows from so many days after it."""
SUSPENSION_DAYS = 30
"""Access is cut from so many days after it."""
LONGEST_DAYS = 3_650
"""Ten years: what is beyond was mistyped."""

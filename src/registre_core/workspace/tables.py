"""Types and categories of establishments open to the public (ERP), as data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from attrs import frozen

from registre_core.kernel.reasons import Mark, Source

CLASSIFICATION = Source("Arrêté du 25 juin 1980, art. GN 1", Mark.SECOND_HAND)
"""Where the letters come from."""


class ErpType(StrEnum):
    """What an establishment is used for (*type d'ERP*); the letter is the law's own."""

    J = "J"
    L = "L"
    M = "M"
    N = "N"
    O = "O"  # noqa: E741  # the letter is the law's
    P = "P"
    R = "R"
    S = "S"
    T = "T"
    U = "U"
    V = "V"
    W = "W"
    X = "X"
    Y = "Y"
    PA = "PA"
    CTS = "CTS"
    SG = "SG"
    PS = "PS"
    GA = "GA"
    OA = "OA"
    EF = "EF"
    REF = "REF"


class Category(IntEnum):
    """How many people an establishment may receive, from the largest (1) to the smallest (5).

    Source: CCH R. 143-19 (ex R. 123-19). Categories 1 to 4 form the first group, 5 the second.
    """

    FIRST = 1
    """More than 1,500 people."""
    SECOND = 2
    """701 to 1,500."""
    THIRD = 3
    """301 to 700."""
    FOURTH = 4
    """300 and fewer, above the threshold of the type."""
    FIFTH = 5
    """Below the threshold of the type."""


@frozen
class ErpLabel:
    """What people read beside the letter."""

    french: str
    english: str


ERP_TYPES: Mapping[ErpType, ErpLabel] = {
    ErpType.J: ErpLabel("Structures d'accueil pour personnes âgées ou handicapées", "Care homes"),
    ErpType.L: ErpLabel("Salles d'auditions, de conférences, de spectacles", "Auditoriums and theatres"),
    ErpType.M: ErpLabel("Magasins de vente, centres commerciaux", "Shops"),
    ErpType.N: ErpLabel("Restaurants et débits de boissons", "Restaurants and bars"),
    ErpType.O: ErpLabel("Hôtels et pensions de famille", "Hotels"),
    ErpType.P: ErpLabel("Salles de danse et salles de jeux", "Dance halls and game rooms"),
    ErpType.R: ErpLabel("Établissements d'éveil, d'enseignement, de formation", "Schools and training"),
    ErpType.S: ErpLabel("Bibliothèques, centres de documentation", "Libraries"),
    ErpType.T: ErpLabel("Salles d'expositions", "Exhibition halls"),
    ErpType.U: ErpLabel("Établissements sanitaires", "Hospitals"),
    ErpType.V: ErpLabel("Établissements de culte", "Places of worship"),
    ErpType.W: ErpLabel("Administrations, banques, bureaux", "Offices open to the public"),
    ErpType.X: ErpLabel("Établissements sportifs couverts", "Indoor sports"),
    ErpType.Y: ErpLabel("Musées", "Museums"),
    ErpType.PA: ErpLabel("Établissements de plein air", "Open-air establishments"),
    ErpType.CTS: ErpLabel("Chapiteaux, tentes et structures", "Marquees and tents"),
    ErpType.SG: ErpLabel("Structures gonflables", "Inflatable structures"),
    ErpType.PS: ErpLabel("Parcs de stationnement couverts", "Covered car parks"),
    ErpType.GA: ErpLabel("Gares accessibles au public", "Stations"),
    ErpType.OA: ErpLabel("Hôtels-restaurants d'altitude", "Mountain hotels"),
    ErpType.EF: ErpLabel("Établissements flottants", "Floating establishments"),
    ErpType.REF: ErpLabel("Refuges de montagne", "Mountain refuges"),
}
"""Every type with its labels, in the law's order."""

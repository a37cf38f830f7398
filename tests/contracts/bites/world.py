"""What catches each wrong clock, and each wrong source of identifiers."""

CLOCKS = {
    "DayAsTold": "CLK-4",
    "EarlySummerDay": "CLK-2",
    "FrenchClock": "CLK-1",
    "GreenwichDay": "CLK-2",
    "HurriedClock": "CLK-3",
    "NaiveClock": "CLK-1",
    "PresentDay": "CLK-4",
    "WallClock": "CLK-1",
    "WinterDay": "CLK-2",
}

SOURCES = {
    "CoarseIds": "IDS-1 IDS-2",
    "CountedSecrets": "IDS-3",
    "FallingIds": "IDS-1 IDS-2",
    "OneSecret": "IDS-3",
    "PrintableSecrets": "IDS-3",
    "RacingIds": "IDS-1 IDS-2",
    "RandomIds": "IDS-1 IDS-2",
    "RepeatingIds": "IDS-1 IDS-2",
    "SeededSecrets": "IDS-3",
    "ShortSecrets": "IDS-3",
}

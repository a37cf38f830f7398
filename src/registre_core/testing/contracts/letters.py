"""What messages say that a notifier must not change: by what would change it."""

from __future__ import annotations

from datetime import UTC, datetime

from registre_core.kernel.reasons import FactValue
from registre_core.ports.notifier import Attachment

TEXTS = {
    "accents": "À l’école, où l’œuvre est déjà là :\n« ça ne brûle pas », dit-elle — 3 200 €.",
    "composed and decomposed": "é et e\u0301 ne sont pas la même suite de caractères",
    "beyond the first plane": "🧯 extincteur à vérifier 🔥",
    "lines that mean something to mail": ".\n..\nFrom Paul\n.fin\nBcc: paul@exemple.fr\n--\n--=_\n\nSubject: autre",
    "lines that mean something to markup": '<b>&amp;</b> "\\" \\n %s {key} $PATH',
    "blank lines and spaces": "un\n\n\n  deux   espaces\n\ttabulation\ntrois",
    "one long line": "mot " * 5_000 + "fin",
    "many lines": "\n".join(f"{number} : extincteur de l’étage {number % 9}" for number in range(5_000)),
}
SUBJECTS = {
    "accents": "Levée d’observation : œuvre n° 12 « réalisée » — à relire",
    "no-break spaces": "Échéance\u202f: 3\u00a0200\u00a0€",
    "marks and header look-alikes": 'Re: Bcc: paul@exemple.fr ; a=b, <c> "d" \\e',
    "long": "Demande de levée d’une observation relevée à l’école Jules-Ferry, " * 6 + "fin",
    "beyond the first plane": "🧯 vérifié",
}
KEYS = {
    "short": "k",
    "usual": "intervention-planned/019cad8f-ac00-7000-8000-0000000f4241/019cad8f-ac00/2026-03-16",
    "as long as may be": "k" * 200,
    "every character": "".join(map(chr, range(ord("!"), ord("~") + 1))),
}
ATTACHMENTS = {
    "every byte": (Attachment("octets.bin", "application/octet-stream", bytes(range(256))),),
    "an accented name": (Attachment("bon signé n° 3 (œuvre).pdf", "application/pdf", b"%PDF-1.7"),),
    "a name with marks": (Attachment("a;b='c'.pdf", "application/pdf", b"%PDF-1.7"),),
    "line ends": (Attachment("lignes.txt", "text/plain", b"un\r\ndeux\ntrois\r\r\n.\r\n"),),
    "nothing in it": (Attachment("vide.csv", "text/csv", b""),),
    "a large one": (Attachment("grand.zip", "application/zip", bytes(range(256)) * 4_096),),
    "several of one name": tuple(Attachment("photo.jpg", "image/jpeg", bytes([number]) * 100) for number in (3, 1, 2)),
}
HTML = '<!DOCTYPE html>\n<html lang="fr"><body><p>À signer : l’œuvre &amp; « le reste »</p>\n</body></html>'

FACTS: dict[str, dict[str, FactValue]] = {
    "a text": {"site": "École de l’Œuvre, 2ᵉ étage : « à voir »"},
    "texts that look like something else": {"day": "2026-03-16", "number": "0012", "no": "false", "none": "null"},
    "numbers": {"cents": 1_234_567_890_12, "owed": -1, "zero": 0},
    "yes, no and nothing": {"overdue": True, "signed": False, "until": None},
    "an empty text": {"note": ""},
    "lines": {"note": "un\ndeux\t« trois »"},
}
REPLY_TO = "mairie@exemple.fr"
TOLD_AT = datetime(2026, 3, 16, 8, 30, 12, 345678, UTC)

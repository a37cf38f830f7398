"""Pin the bytes of facts that are new: ``python -m tests.golden.write``. What is pinned is never written again."""

from pathlib import Path

from tests.golden.examples import FACTS, entry_of, pinned_name

FOLDER = Path(__file__).parent


def main() -> None:
    for fact in FACTS.values():
        file = FOLDER / f"{pinned_name(type(fact), fact.SCHEMA)}.entry"
        if not file.exists():
            file.write_bytes(entry_of(fact).content)


if __name__ == "__main__":
    main()

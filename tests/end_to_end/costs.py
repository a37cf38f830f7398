"""What a use case costs a database: its statements, counted."""

from __future__ import annotations

from collections import Counter

from attrs import define, field


@define
class Cost:
    """The statements since the last look, and the rows that were written, by what was done."""

    read: list[str] = field(factory=list)
    written: Counter[str] = field(factory=Counter)

    def note(self, statement: str, rows: int) -> None:
        words = statement.split()
        if words[0] in {"SELECT", "WITH"} and "sqlite_schema" not in statement:  # by which SQLite begins a snapshot
            self.read.append(statement)
        elif words[0] in {"INSERT", "UPDATE", "DELETE"}:
            self.written[words[2] if words[0] != "UPDATE" else words[1]] += rows

    def clear(self) -> None:
        self.read.clear()
        self.written.clear()

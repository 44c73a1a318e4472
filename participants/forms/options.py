"""The rows in which an organiser writes what a question offers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from participants.forms.texts import LONGEST, page_languages
from participants.models import Question

MOST_ROWS = 100
_EMPTY_ROWS, _MORE_ROWS = 3, 5


@dataclass
class OptionRow:
    """``code`` is that of an option that is kept; empty in a row that is new."""

    code: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """(language, its name, what was typed), the reader's language first."""
        return [(code, name, self.texts.get(code, "")) for code, name in page_languages()]


@dataclass
class OptionRows:
    """All rows of the editor, the empty ones at the end included."""

    rows: list[OptionRow]

    @classmethod
    def of(cls, question: Question | None) -> "OptionRows":
        kept = question.options if question else []
        rows = [OptionRow(option["code"], dict(option["wording"])) for option in kept]
        return cls([*rows, *_empty(_EMPTY_ROWS)])

    @classmethod
    def typed(cls, data: Mapping[str, Any], question: Question | None) -> "OptionRows":
        """What was sent. A code that the question does not have, or has twice here, is dropped."""
        known = {option["code"] for option in question.options} if question else set()
        rows = []
        for number in range(_count(data)):
            code = data.get(f"option-{number}-code", "")
            texts = {
                language: data.get(f"option-{number}-{language}", "").strip()[:LONGEST]
                for language, _name in page_languages()
            }
            rows.append(OptionRow(code if code in known else "", texts))
            known.discard(code)
        return cls(rows)

    def press(self, data: Mapping[str, Any]) -> bool:
        """Carry out the button of the editor that was pressed, if one was."""
        for button, step in (("option-up", -1), ("option-down", 1), ("option-out", 0)):
            if button in data:
                self._move(data[button], step)
                return True
        if "option-more" in data:
            self.rows += _empty(min(_MORE_ROWS, MOST_ROWS - len(self.rows)))
            return True
        return False

    @property
    def options(self) -> list[dict[str, Any]]:
        """For the action: rows in which something stands, in their order."""
        return [
            {"code": row.code, "wording": {key: text for key, text in row.texts.items() if text}}
            for row in self.rows
            if any(row.texts.values())
        ]

    def _move(self, which: str, step: int) -> None:
        at = int(which) if which.isdecimal() else len(self.rows)
        if at >= len(self.rows):
            return
        row = self.rows.pop(at)
        if step:
            self.rows.insert(min(max(at + step, 0), len(self.rows)), row)


def _empty(count: int) -> list[OptionRow]:
    return [OptionRow() for _number in range(count)]


def _count(data: Mapping[str, Any]) -> int:
    sent = data.get("option-rows", "")
    return min(int(sent), MOST_ROWS) if sent.isdecimal() else 0

"""A kind of work that exists in these tests only."""

import pytest

from common.rules import RuleBroken
from jobs import kinds


class Recorder:
    """What the kind ``test.note`` was given, and what it shall do wrong."""

    def __init__(self):
        self.batches = []
        self.broken = {}  # reference → exceptions still to be raised
        self.during = lambda items: None

    @property
    def noted(self):
        return [reference for batch in self.batches for reference in batch]

    def fails(self, reference, *errors):
        self.broken[str(reference)] = list(errors)

    def refuses(self, reference, sentence):
        self.fails(reference, RuleBroken(sentence))

    def handle(self, items, work):
        self.batches.append([item.reference for item in items])
        self.during(items)
        for item in items:
            with work.on(item) as result:
                errors = self.broken.get(item.reference)
                if errors:
                    raise errors.pop(0)
                result["noted"] = item.reference


@pytest.fixture
def recorder(monkeypatch):
    recorder = Recorder()
    kind = kinds.Kind("test.note", recorder.handle, title="Notes", batch_size=3)
    monkeypatch.setitem(kinds._kinds, "test.note", kind)
    return recorder

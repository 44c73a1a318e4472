"""The mix of genders in a group, against the share that a workshop aims at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GenderMix:
    """How many people stated which gender, and how many have not said."""

    women: int = 0
    men: int = 0
    others: int = 0
    unsaid: int = 0

    @property
    def stated(self) -> int:
        return self.women + self.men + self.others

    def falls_short(self, target: int | None) -> bool:
        """Whether women or men are fewer than ``target`` per cent of those who stated a gender.

        Counted in whole people, rounded down: a delegation of one can never have both, and of
        three people 30 % is nobody yet. It is a reason to warn and never one to refuse.
        """
        if not target:
            return False
        return min(self.women, self.men) < self.stated * target // 100

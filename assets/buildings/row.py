"""What the parts of a row house have to know of each other."""

from __future__ import annotations

from dataclasses import dataclass

from .body import Body
from .elevation import Look
from .periods import Era, Sizes

__all__ = ["Bay", "Row"]


@dataclass(frozen=True)
class Bay:
    """A bay window: the column that it takes, how many storeys, how far it leans out, its width, metres."""

    column: int
    storeys: int
    deep_m: float
    wide_m: float
    slanted: bool


@dataclass(frozen=True, eq=False)
class Row:
    """A row house as it was planned.

    Attributes:
        body: being put together.
        era: when it was built.
        size: of storeys and windows.
        look: of windows and doors.
        shop: the ground floor is one.
        raised_m: height of the ground floor above the pavement.
        floors: above ground.
        eaves: where the upper storey ends, top: where the front does, metres.
        columns: middles of the upper windows, along u.
        bay: window, if there is one.
        balconies: columns that have them.
        balcony_floors: how many upper storeys have balconies.
        foot_m: height of the plinth.
    """

    body: Body
    era: Era
    size: Sizes
    look: Look
    shop: bool
    raised_m: float
    floors: int
    eaves: float
    top: float
    columns: tuple[float, ...]
    bay: Bay | None
    balconies: tuple[int, ...]
    balcony_floors: int
    foot_m: float

    @property
    def levels(self) -> list[float]:
        """Heights of the upper storeys' floors."""
        return [self.raised_m + self.size.ground + i * self.size.upper for i in range(self.floors - 1)]

    @property
    def sill_m(self) -> float:
        """Of the upper windows, above their floor."""
        return min(self.size.sill, self.size.upper - self.size.tall - 0.35)

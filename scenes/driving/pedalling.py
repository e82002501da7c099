"""Who pedals: the cranks and the feet on them, some way on, with stretches of rolling free between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...assets.contacts import Contacts, Ride, cranked_contacts
from ...assets.model import Model
from ...assets.rolling import cranked
from ...draw import Draw
from .site import Gait

__all__ = ["Pedalling", "pedalling"]

_LEVEL_DEG = 90.0
"""Of the left crank, or of the right one: how feet rest while one rolls."""


@dataclass(frozen=True)
class Pedalling:
    """How somebody pedals along a way: up to level cranks, then free and pedalling by turns.

    Attributes:
        gear_m: how far a whole turn of the cranks goes.
        crank_deg: of the left crank at the beginning, from straight up, forwards.
        first: half turns before the first rest, beside what is left of one.
        half_turns: between two rests.
        free_m: length of a rest.
    """

    gear_m: float
    crank_deg: float
    first: int
    half_turns: int
    free_m: float

    def angle_deg(self, distance_m: float) -> float:
        """How far the cranks have turned after a distance."""
        half_m = self.gear_m / 2
        first_m = ((_LEVEL_DEG - self.crank_deg) % 180.0 / 180.0 + self.first) * half_m
        each_m = self.half_turns * half_m
        rounds, within = divmod(max(distance_m - first_m, 0.0), self.free_m + each_m)
        pedalled = min(distance_m, first_m) + rounds * each_m + max(within - self.free_m, 0.0)
        return 360.0 * pedalled / self.gear_m


def pedalling(draw: Draw, ride: Ride, sits: Callable[[Contacts], Model]) -> tuple[Gait | None, Gait | None]:
    """How what is ridden and its rider look on the way; None of what has no cranks.

    Args:
        draw: of names ``first``, ``half_turns`` and ``free_m``.
        ride: at the beginning.
        sits: gives the rider for other contacts, the same one each time.
    """
    crank = next((spin for spin in ride.model.spins if spin.kind == "crank"), None)
    if crank is None:
        return None, None
    half_turns = draw.integer("half_turns", 8, 40)
    how = Pedalling(
        2 * np.pi * crank.radius_m,
        ride.contacts.crank_deg,
        draw.integer("first", 0, half_turns),
        half_turns,
        draw.uniform("free_m", 4.0, 30.0),
    )

    def machine(distance_m: float) -> Model:
        return cranked(ride.model, how.angle_deg(distance_m))

    def rider(distance_m: float) -> Model:
        return sits(cranked_contacts(ride.contacts, how.angle_deg(distance_m)))

    return machine, rider

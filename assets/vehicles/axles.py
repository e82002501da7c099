"""Where a vehicle's two axles are."""

from __future__ import annotations

__all__ = ["OnTwoAxles"]


class OnTwoAxles:
    """What a vehicle's dimensions say of its axles, metres."""

    length_m: float
    front_overhang_m: float
    wheelbase_m: float

    @property
    def axles(self) -> tuple[float, float]:
        """x of the front and the rear axle."""
        front = self.length_m / 2 - self.front_overhang_m
        return front, front - self.wheelbase_m

"""Which vehicles a street has, and how they look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ...assets import catalogue, vehicles
from ...assets.entry import Entry
from ...assets.model import Model
from ...assets.vehicles import Signals, signalled
from ...draw import Draw
from .conditions import Conditions
from .network import Place

__all__ = ["Fleet", "seen_well"]

_KINDS: dict[str, float] = {
    "hatchback": 0.27,
    "saloon": 0.19,
    "estate": 0.14,
    "suv": 0.22,
    "van": 0.09,
    "pickup": 0.02,
    "truck": 0.045,
    "bus": 0.032,
}
_PARKED = {kind: share for kind, share in _KINDS.items() if kind not in ("truck", "bus")}
_SIGNALLING = {"hatchback", "saloon", "estate", "suv", "van"}
_NEAR_M, _BESIDE_M = 38.0, 6.0
"""How far what is seen well is from the camera, and how far what is beside it reaches back."""
_PACK_SHARE = 0.25
_STOCK = 10
"""Models that what is far away is chosen from: one mesh in memory for many vehicles."""
_SHAPES = 6
"""Of each kind, of those models: scenes share the meshes, and differ in paint."""
# Models of the pack that are rare on the road, or no road vehicles.
_RARE = frozenset({"chevrolet", "peugeot-308", "concept-sedan", "forklift"})


def seen_well(point_m: npt.ArrayLike) -> bool:
    """Whether what is at x and y is seen well: the camera is at the origin and looks along +x."""
    x, y = np.asarray(point_m, np.float64)
    return bool(np.hypot(x, y) < _NEAR_M and x > -_BESIDE_M)


@dataclass(eq=False)
class Fleet:
    """Vehicles of one scene.

    Attributes:
        draw: of the fleet.
        place: where it drives.
        conditions: that decide whose lights are on.
        us: pick-ups are as usual as estates.
    """

    draw: Draw
    place: Place
    conditions: Conditions
    us: bool
    _stock: dict[int, Model] = field(default_factory=dict)
    _lit: dict[tuple[int, str, bool, str], Model] = field(default_factory=dict)

    def vehicle(
        self,
        draw: Draw,
        *,
        near: bool,
        parked: bool = False,
        brake: bool = False,
        indicator: str = "off",
        kinds: Mapping[str, float] | None = None,
    ) -> Model:
        """A vehicle; what is not ``near`` is one of the scene's stock, whose meshes are shared.

        Args:
            draw: of this vehicle.
            near: it is seen well enough to be unlike any other.
            parked: no lorries, and no lights.
            brake: its brake lights shine.
            indicator: ``off``, ``left``, ``right`` or ``both``, the driver's; only some kinds can.
            kinds: of ``vehicles.KINDS`` with their shares; None: as usual.
        """
        lit = not parked and draw.chance("lights", self.conditions.lights)
        if indicator != "off":
            shares = {k: v for k, v in self._shares(parked).items() if k in _SIGNALLING}
            shape = None if near else draw.integer("shape", 0, _SHAPES - 1)
            return self._built(draw, kinds or shares, lit, brake, indicator, shape)
        if near or kinds is not None:
            return self._built(draw, kinds or self._shares(parked), lit, brake, indicator)
        # Lorries and buses do not park among cars: the first numbers are theirs.
        number = draw.integer("stock", 2 if parked else 0, _STOCK - 1)
        if number not in self._stock:
            twin, shares = self.draw.scope("stock", number), self._shares(parked=number >= 2)
            shape = twin.integer("shape", 0, _SHAPES - 1)
            self._stock[number] = self._built(twin, shares, False, False, "off", shape)
        model = self._stock[number]
        if parked or "lights" not in model.attributes:  # the pack's lamps are as they are
            return model
        lights = "low_beam" if lit else model.attributes["lights"]
        key = (number, str(lights), brake, indicator)
        if key not in self._lit:
            self._lit[key] = signalled(model, Signals(lights, brake, indicator))  # type: ignore[arg-type]
        return self._lit[key]

    @cached_property
    def _pack(self) -> dict[str, dict[str, Entry]]:
        """The pack's road vehicles by category and id, if it is installed."""
        found: dict[str, dict[str, Entry]] = {"car": {}, "truck": {}, "bus": {}}
        for entry in catalogue.select(source="furniture"):
            if entry.category in found and not any(name in entry.id.lower() for name in _RARE):
                found[entry.category][entry.id] = entry
        return found

    def _shares(self, parked: bool) -> dict[str, float]:
        shares = dict(_PARKED if parked else _KINDS)
        if self.us:
            shares["pickup"], shares["estate"] = 0.14, 0.03
        if self.place in ("arterial", "country") and not parked:
            shares["truck"] = 0.1
        return shares

    def _built(
        self,
        draw: Draw,
        shares: Mapping[str, float],
        lit: bool,
        brake: bool,
        indicator: str,
        shape: int | None = None,
    ) -> Model:
        """A vehicle; with a number of a ``shape``, one whose mesh all scenes share."""
        kind = draw.choice("kind", shares)
        ids = self._pack.get(vehicles.CATEGORIES.get(kind, "car"), {})
        if ids and kind not in ("van", "pickup") and indicator == "off" and draw.chance("pack", _PACK_SHARE):
            return ids[draw.choice("asset", tuple(ids))].build(draw.scope("look"))
        if kind not in _SIGNALLING:
            return vehicles.KINDS[kind](draw.scope("look"))
        lights = "low_beam" if lit else draw.choice("daylight", {"off": 0.6, "day": 0.4})
        build = getattr(vehicles, kind)
        model: Model = build(
            draw.scope("look"),
            Signals(lights, brake, indicator),  # type: ignore[arg-type]
            None if shape is None else Draw(0, shape).scope(kind),
        )
        return model

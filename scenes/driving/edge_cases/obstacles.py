"""What lies or walks on the road: lost cargo, tyres, animals."""

from __future__ import annotations

from collections.abc import Callable

from ....assets import animals, street
from ....assets.animals.quadruped import Gait
from ....assets.model import Model
from ....draw import Draw
from ..dogs import striding
from .case import FREE_ROAD, EdgeCase, Stage

__all__ = ["ANIMAL_ON_ROAD", "CARGO_DEBRIS"]

_ANIMALS: dict[str, Callable[..., Model]] = {"deer": animals.deer, "dog": animals.dog, "cat": animals.cat}
_GAITS: dict[Gait, float] = {"walking": 0.4, "trotting": 0.4, "standing": 0.2}


def _cargo_debris(draw: Draw, stage: Stage) -> None:
    """What fell off a lorry, or off a wheel, lies over the lane."""
    s, t = draw.uniform("s_m", 10.0, 28.0), draw.uniform("t_m", -0.5, 0.5)
    load = draw.choice("load", {"boxes": 0.3, "pallets": 0.25, "tyre": 0.25, "furniture": 0.2})
    loads: dict[str, dict[street.DebrisKind, float]] = {
        "boxes": {"boxes": 0.85, "pallet": 0.15},
        "pallets": {"pallet": 0.5, "plank": 0.4, "boxes": 0.1},
        "tyre": {"tyre": 1.0},
        "furniture": {"mattress": 0.3, "sofa": 0.3, "boxes": 0.4},
    }
    kinds = loads[load]
    first = next(iter(kinds))
    count = draw.integer("count", 3, 6) if load == "tyre" else draw.integer("count", 4, 10)
    for number in range(count):
        scope = draw.scope("piece", number)
        kind = first if number == 0 else scope.choice("what", kinds)
        model = street.debris(scope.scope("look"), region=stage.network.region, kind=kind)
        for attempt in range(5):
            one = scope.scope("try", attempt)
            # It rolled on the way that the lorry went.
            along = one.normal("s_m", 1.5, 3.0, -4, 10) if number else 0.0
            aside = one.normal("t_m", 0, 1.1, -2.6, 2.6) if number else 0.0
            if stage.put(
                model,
                s + along,
                t + aside,
                one.uniform("yaw_deg", 0, 360),
                stuff="model" if model.category else "debris",
                attributes={"role": "lost cargo" if load != "tyre" else "tyre debris"},
            ):
                break
    stage.clear(s + 8.0)


def _animal(draw: Draw, stage: Stage) -> None:
    """A dog, a deer or several cross the road."""
    wild = stage.network.place == "country"
    kind = draw.choice("kind", {"deer": 0.7, "dog": 0.3} if wild else {"deer": 0.08, "dog": 0.8, "cat": 0.12})
    near = {"deer": (12.0, 32.0), "dog": (8.0, 22.0), "cat": (6.5, 12.0)}[kind]
    s, t = draw.uniform("s_m", *near), draw.uniform("t_m", -1.3, 1.3)
    yaw = draw.choice("way_deg", {90.0: 0.5, -90.0: 0.5}) + draw.normal("yaw_deg", 0, 25, -60, 60)
    count = draw.choice("count", {1: 0.5, 2: 0.35, 3: 0.15}) if kind == "deer" else 1
    for number in range(count):
        scope = draw.scope("animal", number)
        gait: Gait = scope.choice("gait", _GAITS)
        model, walks = striding(scope, _ANIMALS[kind], gait)
        speed = {"walking": 1.2, "trotting": 2.8, "standing": 0.0}[gait]
        for attempt in range(6):
            one = scope.scope("try", attempt)
            along = one.uniform("s_m", -3, 3) if number else 0.0
            aside = one.uniform("t_m", -3, 3) if number else 0.0
            if stage.put(
                model,
                s + along,
                t + aside,
                yaw + one.normal("yaw_deg", 0, 12, -40, 40),
                "animal",
                speed_m_s=speed,
                attributes={"role": "on the road"},
                gait=walks if speed else None,
            ):
                break
    stage.clear(s + 4.0)


CARGO_DEBRIS = EdgeCase(
    "cargo_debris",
    "boxes, pallets and planks, a mattress, or the pieces of a lorry's tyre lie over the lane",
    _cargo_debris,
    FREE_ROAD,
)
ANIMAL_ON_ROAD = EdgeCase(
    "animal_on_road",
    "a dog, a cat or deer cross before the camera; deer mostly in the country",
    _animal,
    FREE_ROAD,
)

"""Edge cases: rare and dangerous things that happen before the camera, chosen by name and share.

An edge case narrows what the scene draws (:attr:`EdgeCase.needs`), may lay a crossing, and puts its people,
vehicles and things on the road before ordinary traffic comes, which keeps clear of them. All that is staged
bears the attribute ``edge_case``, and so does the image.
"""

from __future__ import annotations

from collections.abc import Mapping

from ....draw import Draw
from ....errors import SceneError, close_names
from ..walkers import can_walk
from .case import EdgeCase, Stage
from .crossing import DENSE_CROSSING, PRAM, SUN_BLINDED_CROSSING, WHEELCHAIR
from .emergency import EMERGENCY_SCENE
from .obstacles import ANIMAL_ON_ROAD, CARGO_DEBRIS
from .on_foot import CHILD_RUNS_OUT, PERSON_LYING
from .riding import CYCLIST_WITHOUT_LIGHTS
from .roadworks import ROADWORKS
from .vehicles import OVERSIZED_LOAD, OVERTURNED_CAR, STOPPED_TRUCK, WRONG_WAY_DRIVER

__all__ = ["CASES", "NONE", "RARE", "EdgeCase", "Stage", "chosen", "shares_of"]

NONE = EdgeCase("none", "an ordinary street")

CASES: Mapping[str, EdgeCase] = {
    case.name: case
    for case in (
        NONE,
        CHILD_RUNS_OUT,
        PERSON_LYING,
        OVERTURNED_CAR,
        WRONG_WAY_DRIVER,
        CARGO_DEBRIS,
        ANIMAL_ON_ROAD,
        CYCLIST_WITHOUT_LIGHTS,
        STOPPED_TRUCK,
        ROADWORKS,
        EMERGENCY_SCENE,
        WHEELCHAIR,
        PRAM,
        OVERSIZED_LOAD,
        DENSE_CROSSING,
        SUN_BLINDED_CROSSING,
    )
}
"""The catalogue, by name."""

RARE = 0.06
"""Share of images with an edge case, all of them alike, where the recipe says nothing else."""


def shares_of(text: str) -> dict[str, float]:
    """Shares of edge cases as a recipe gives them; what is left of 1 is ``none``'s.

    Args:
        text: such as ``child_runs_out 0.2, person_lying 0.1``, or ``all 0.5`` for all of them alike.

    Raises:
        SceneError: on a name that the catalogue has not, or shares that are none.
    """
    rest = [name for name in CASES if name != NONE.name]
    shares = dict.fromkeys(rest, 0.0)
    for entry in text.split(","):
        name, _, number = entry.strip().rpartition(" ")
        try:
            share = float(number)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1 or not name:
            raise SceneError(
                f"edge_cases {entry.strip()!r}: expected a name and a share, such as roadworks 0.1"
            )
        if name not in (*rest, "all"):
            raise SceneError(
                f"edge_cases {name!r}: there is no edge case of that name.{close_names(name, rest)}"
            )
        for one in rest if name == "all" else [name]:
            shares[one] += share / len(rest) if name == "all" else share
    total = sum(shares.values())
    if total > 1 + 1e-9:
        raise SceneError(f"edge_cases {text!r}: the shares add up to {total:g}; at most 1 is left for them")
    return {NONE.name: max(0.0, 1.0 - total), **shares}


def chosen(draw: Draw) -> EdgeCase:
    """The edge case of an image: the draw ``edge_case``, whose shares are the setting ``edge_cases``.

    What is at odds with what the recipe pins is not drawn, nor what needs people where their pack is missing.

    Raises:
        SceneError: where such a one is pinned.
    """
    shares = shares_of(draw.setting("edge_cases", f"all {RARE:g}"))
    peopled = can_walk()
    for name, case in CASES.items():
        if (case.people and not peopled) or draw.refused(case.needs):
            shares[NONE.name] += shares[name]
            shares[name] = 0.0
    case = CASES[draw.choice("edge_case", shares)]
    if case.people and not peopled:
        raise SceneError(
            f"edge case {case.name}: somebody is in it, and the pack people is not installed; "
            "run `cyclorama assets install people`"
        )
    refused = draw.refused(case.needs)
    if refused:
        left = "; ".join(f"{name} from {', '.join(map(str, case.needs[name]))}" for name in refused)
        raise SceneError(
            f"edge case {case.name}: it needs {left}; leave that draw free, or pin it among these"
        )
    return case

"""Snow on all that stands on a street: on roofs, walls and branches, on parked cars, less on moving ones."""

from __future__ import annotations

from dataclasses import replace

from ...assets import recipes
from ...assets.material import Material, Surface
from ...draw import Draw
from .conditions import Conditions
from .road import Road
from .site import Item

__all__ = ["SnowCover", "on_road"]

_SHINING = (recipes.Lamp, recipes.LampGlass, recipes.SignalLens, recipes.Sheeting)
"""Too warm or too smooth for snow."""
_UPRIGHT = (recipes.Ashlar, recipes.Brickwork, recipes.Facade, recipes.Siding, recipes.WindowGlass)
"""Of houses: half of many a picture, and nothing of it that is seen from the street faces up."""
_ON_WHEELS = ("bicycle", "motorcycle")
_ROOF = 0.86
"""Above this share of a car's height all is roof."""
_SWEPT = 0.45
"""Share of cars under way that show no snow; the others have it on their roofs."""
_JUST_PARKED = 0.15

_DRIVEN_ON = (0.8, 0.8, 0.795)
_GUTTER_M = 0.15


class SnowCover:
    """The snow of one scene.

    Materials that things share stay shared under it: renderers pay for each.

    Args:
        draw: of the snow.
        conditions: how much lies.
    """

    def __init__(self, draw: Draw, conditions: Conditions) -> None:
        self._draw = draw
        self._cover = conditions.snow
        self._depth_m = draw.log_uniform("depth_m", 0.02, 0.15)
        self._seed = draw.uniform("seed", 0.0, 100.0)
        self._known: dict[tuple[Material, float | None], Material] = {}

    def over(self, number: int, item: Item) -> Item:
        """Item ``number`` of the street as it looks under the snow; its shape and labels stay."""
        covered = {
            "building": self._standing,
            "furniture": self._standing,
            "plant": self._standing,
            "vehicle": self._vehicle,
        }.get(item.role)
        if covered is None or item.thing.model.name == "wire":
            return item  # a white wire of less than a pixel is a row of dots
        model = replace(item.thing.model, materials=covered(number, item))
        return replace(item, thing=replace(item.thing, model=model))

    def _standing(self, number: int, item: Item) -> tuple[Material, ...]:
        bare = (*_SHINING, recipes.Foliage, *(_UPRIGHT if item.role == "building" else ()))
        return tuple(
            material if isinstance(material, bare) or _glows(material) else self._under(material)
            for material in item.thing.model.materials
        )

    def _vehicle(self, number: int, item: Item) -> tuple[Material, ...]:
        """Only what is outside for certain: seats and dashboards face up, too."""
        model = item.thing.model
        parked = item.thing.attributes.get("state") == "parked"
        if model.category in _ON_WHEELS:
            return self._standing(number, item) if parked else model.materials
        scope = self._draw.scope("vehicle", number)
        if not parked and scope.chance("swept", _SWEPT):
            return model.materials
        whole = parked and not scope.chance("just_parked", _JUST_PARKED)
        roof_m = round(_ROOF * float(model.mesh.bounds[1, 2]), 2)
        painted = any(isinstance(material, recipes.CarPaint) for material in model.materials)
        outside = (recipes.CarPaint, recipes.WindowGlass) if painted else (recipes.WindowGlass, Surface)
        return tuple(
            self._under(material, None if whole and not isinstance(material, Surface) else roof_m)
            if isinstance(material, outside) and not _glows(material)
            else material
            for material in model.materials
        )

    def _under(self, material: Material, above_m: float | None = None) -> Material:
        key = (material, above_m)
        if key not in self._known:
            self._known[key] = recipes.Snowed(
                of=material, cover=self._cover, depth_m=self._depth_m, above_m=above_m, seed=self._seed
            )
        return self._known[key]


def _glows(material: Material) -> bool:
    return isinstance(material, Surface) and material.emission_strength > 0


def on_road(material: Material, road: Road, conditions: Conditions, seed: float) -> Material:
    """A carriageway's asphalt or paint with what is left of the snow on it.

    Its texture coordinates are metres along the road and across, from a driving lane's middle.
    """
    if conditions.road_snow == "none":
        return material
    lanes = list(road.of("drive", "tram"))
    middle_m = lanes[0].t_m
    driven = (
        min(lane.right_m for lane in lanes) - middle_m + _GUTTER_M,
        max(lane.left_m for lane in lanes) - middle_m - _GUTTER_M,
    )
    return recipes.Snowed(
        of=material,
        cover=conditions.snow,
        depth_m=0.02,
        color=_DRIVEN_ON,
        lane_m=lanes[0].strip.width_m if conditions.road_snow == "tracks" else None,
        ploughed_m=None if conditions.road_snow == "white" else driven,
        seed=seed,
    )

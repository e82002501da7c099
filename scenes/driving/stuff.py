"""What the street's unlabelled things are in panoptic labels, and which lane is whose."""

from __future__ import annotations

from dataclasses import replace

from ..scene import Thing
from .road import Lane, StripKind
from .site import Item

__all__ = ["lane_stuff", "named"]

_PLANTS = {
    "flower bed": "flower",
    "grass": "grass-merged",
    "weeds": "grass-merged",
    "fallen leaves": "grass-merged",
}
_BUILDINGS = {"house": "house", "garden wall": "wall-other-merged"}
_FURNITURE = {
    "drain": "manhole",
    "fence": "fence-merged",
    "garden wall": "wall-other-merged",
    "manhole cover": "manhole",
    "power pole": "pole",
    "sign post": "pole",
    "signal pole": "pole",
    "signal post": "pole",
    "signal span": "pole",
    "stop pole": "pole",
}
_STRIPS: dict[StripKind, str] = {
    "bay": "parking bay",
    "cycle": "cycle lane",
    "drive": "other lane",
    "parking": "parking bay",
    "shoulder": "shoulder",
    "tram": "tram track",
}


def named(item: Item) -> Thing:
    """The item's thing, with its stuff where it has neither that nor a category.

    Buildings and plants are COCO's; what else stands on a street is called what its model is.
    """
    thing = item.thing
    if thing.category is not None or any(thing.part_stuff):
        return thing
    name = thing.model.name
    if item.role == "building":
        stuff = _BUILDINGS.get(name, "building-other-merged")
    elif item.role == "plant":
        stuff = _PLANTS.get(name, "tree-merged")
    else:
        stuff = _FURNITURE.get(name, name)
    return replace(thing, stuff=stuff)


def lane_stuff(lane: Lane, own: Lane) -> str:
    """What a strip of the carriageway is to who drives in ``own``."""
    return "own lane" if lane.number == own.number else _STRIPS.get(lane.strip.kind, "road")

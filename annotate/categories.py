"""Category ids: a function of the name alone, so they never change between runs, shards or datasets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from ..assets.category import check_category
from ..errors import DatasetError

__all__ = ["COCO_NAMES", "categories", "category_id", "supercategory"]

# COCO's 80 thing categories with its own ids and supercategories (cocodataset.org, instances_*2017).
_COCO = {
    "person": "1 person",
    "vehicle": "2 bicycle, 3 car, 4 motorcycle, 5 airplane, 6 bus, 7 train, 8 truck, 9 boat",
    "outdoor": "10 traffic light, 11 fire hydrant, 13 stop sign, 14 parking meter, 15 bench",
    "animal": "16 bird, 17 cat, 18 dog, 19 horse, 20 sheep, 21 cow, 22 elephant, "
    "23 bear, 24 zebra, 25 giraffe",
    "accessory": "27 backpack, 28 umbrella, 31 handbag, 32 tie, 33 suitcase",
    "sports": "34 frisbee, 35 skis, 36 snowboard, 37 sports ball, 38 kite, 39 baseball bat, "
    "40 baseball glove, 41 skateboard, 42 surfboard, 43 tennis racket",
    "kitchen": "44 bottle, 46 wine glass, 47 cup, 48 fork, 49 knife, 50 spoon, 51 bowl",
    "food": "52 banana, 53 apple, 54 sandwich, 55 orange, 56 broccoli, 57 carrot, 58 hot dog, 59 pizza, "
    "60 donut, 61 cake",
    "furniture": "62 chair, 63 couch, 64 potted plant, 65 bed, 67 dining table, 70 toilet",
    "electronic": "72 tv, 73 laptop, 74 mouse, 75 remote, 76 keyboard, 77 cell phone",
    "appliance": "78 microwave, 79 oven, 80 toaster, 81 sink, 82 refrigerator",
    "indoor": "84 book, 85 clock, 86 vase, 87 scissors, 88 teddy bear, 89 hair drier, 90 toothbrush",
}

# COCO's stuff, merged as in its panoptic task (panopticapi, panoptic_coco_categories.json).
_COCO_STUFF = {
    "building": "95 bridge, 128 house, 151 roof, 166 tent, 197 building-other-merged",
    "ceiling": "186 ceiling-merged",
    "floor": "118 floor-wood, 190 floor-other-merged",
    "food-stuff": "122 fruit, 196 food-other-merged",
    "furniture-stuff": "107 counter, 112 door-stuff, 130 light, 133 mirror-stuff, 156 shelf, 161 stairs, "
    "188 cabinet-merged, 189 table-merged",
    "ground": "125 gravel, 144 platform, 145 playingfield, 147 railroad, 149 road, 154 sand, 159 snow, "
    "191 pavement-merged, 194 dirt-merged",
    "plant": "119 flower, 184 tree-merged, 193 grass-merged",
    "raw-material": "100 cardboard, 195 paper-merged",
    "sky": "187 sky-other-merged",
    "solid": "192 mountain-merged, 198 rock-merged",
    "structural": "138 net, 185 fence-merged",
    "textile": "92 banner, 93 blanket, 109 curtain, 141 pillow, 168 towel, 200 rug-merged",
    "wall": "171 wall-brick, 175 wall-stone, 176 wall-tile, 177 wall-wood, 199 wall-other-merged",
    "water": "148 river, 155 sea, 178 water-other",
    "window": "180 window-blind, 181 window-other",
}

# Our own, for the built-in scenes. Never renumber: append, between 201 and 999.
_OWN = {
    "kitchen": "201 plate, 204 jar, 205 carafe, 206 mug, 207 pitcher, 208 tray, 209 pan, 210 kettle, "
    "217 mill, 218 shaker, 219 teapot",
    "packaging": "202 can, 203 box, 211 carton, 212 tube",
    "food": "213 lemon, 214 pear, 215 peach, 216 tomato",
    "indoor": "220 candle",
    "ground": "221 own lane, 222 other lane, 223 cycle lane, 224 bus lane, 225 parking bay, "
    "226 lane marking, 227 crossing, 228 kerb, 229 median, 230 shoulder, 231 tram track, 232 manhole",
    "structural": "233 pole, 234 traffic sign, 235 guard rail, 236 street lamp",
}

_HASHED_FROM = 1000
_HASHED_TO = 2**31  # ids fit a signed 32-bit number


def _table(*tables: dict[str, str]) -> dict[str, tuple[int, str]]:
    return {
        name: (int(number), above)
        for table in tables
        for above, text in table.items()
        for number, _, name in (entry.strip().partition(" ") for entry in text.split(","))
    }


_KNOWN = _table(_COCO, _COCO_STUFF, _OWN)

COCO_NAMES = {number: name for name, (number, _) in sorted(_table(_COCO).items(), key=lambda row: row[1])}
"""COCO's 80 things: its own id → name, in the order of the ids."""


def category_id(name: str) -> int:
    """The id of a category or of stuff: COCO's for its names, a registered one for ours, else a hash.

    Raises:
        SceneError: where the name is not one.
    """
    name = check_category(name)
    if name in _KNOWN:
        return _KNOWN[name][0]
    digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
    return _HASHED_FROM + int.from_bytes(digest) % (_HASHED_TO - _HASHED_FROM)


def supercategory(name: str) -> str:
    """COCO's supercategory, or ours; ``object`` for a name that is in no table."""
    return _KNOWN.get(check_category(name), (0, "object"))[1]


def categories(names: Iterable[str]) -> list[dict[str, Any]]:
    """COCO's ``categories`` of the names, each once, sorted by id.

    Raises:
        SceneError: where a name is not one.
        DatasetError: where two names have the same id.
    """
    by_id: dict[int, str] = {}
    for name in sorted(set(names)):
        number = category_id(name)
        other = by_id.setdefault(number, name)
        if other != name:
            raise DatasetError(
                f"categories {other!r} and {name!r} have the same id {number}; rename one of them"
            )
    return [
        {"id": number, "name": name, "supercategory": supercategory(name)}
        for number, name in sorted(by_id.items())
    ]

"""What a row is: COCO's name for it where there is one, and the words that it is found by.

By the catalogue's own name of a thing, which is plain English, but for those that it misleads about.
"""

from __future__ import annotations

import re

from .catalogue import Row

__all__ = ["category", "tags"]

_BY_TITLE: dict[str, tuple[str, ...]] = {
    "apple": ("apples",),
    "backpack": ("backpack",),
    "bed": ("bed", "bunk bed", "captain's bed", "child bed", "crib", "day bed", "futon", "hospital bed",
            "iron bed", "mezzanine bed", "baby bed"),
    "bench": ("bench", "concrete bench", "little bank", "painted bench", "piano bench", "wood bank"),
    "bicycle": ("bicycle", "bike"),
    "bird": ("chicken",),
    "boat": ("rowboat",),
    "book": ("book",),
    "bottle": ("beer bottle", "bottle", "flacon", "medicine bottle", "spray bottle", "wine bottle",
               "yogurt bottle", "baby bottle"),
    "bowl": ("bowl", "bowl with fruits", "bowl with salad"),
    "bus": ("bus", "city bus"),
    "cake": ("birthday cake", "cup cake"),
    "car": ("chevrolet", "concept sedan 01", "concept sedan 02", "concept sedan 02 sport", "ford focus",
            "peugeot 308 cc", "renault scenic", "seat leon", "smart car", "suv", "van", "vw new beetle"),
    "cat": ("cat", "siamese cat"),
    "cell phone": ("apple iphone", "mobile phone"),
    "chair": ("armchair", "baby high chair", "bar chair", "bar stool", "beach chair", "cafe chair", "chair",
              "chair with cushion", "child chair", "children chair", "class seat", "deck chair",
              "folding chair", "modern armchair", "oak chair", "osaka chair", "plastic chair",
              "rattan armchair", "relax chair", "ryokan chair", "stool", "teck chair",
              "winchester armchair"),
    "clock": ("clock", "cuckoo clock"),
    "couch": ("burlap sofa", "clear sofa", "convertible sofa bz", "corner sofa", "couch", "futon couch",
              "opened convertible sofa bz", "rattan sofa", "sofa", "sofa 2 seats", "sofa 3 seats",
              "winchester sofa"),
    "cup": ("beer glass", "coffee cup", "coffee mug", "cup", "glass", "plastic cup"),
    "dining table": ("bar table", "black table", "cafe table", "folding table", "glass table", "oak table",
                     "rattan table", "round table", "table", "table on trestles", "table with tablecloth",
                     "wooden alder table", "wooden table", "wooden teak table"),
    "dog": ("bulldog", "dog"),
    "fire hydrant": ("fire hydrant",),
    "fork": ("fork",),
    "handbag": ("handbag",),
    "horse": ("horse",),
    "hot dog": ("hot dog",),
    "knife": ("kitchen knife", "knife"),
    "laptop": ("apple ibook", "laptop"),
    "microwave": ("microwave",),
    "motorcycle": ("scooter", "yamaha yzr r6"),
    "oven": ("cooker", "double oven", "large stove", "oven", "small oven", "stove"),
    "person": ("boy", "female", "girl", "holding female", "holding male", "lying down boy",
               "lying down female", "lying down male", "male", "sitting boy", "sitting female",
               "sitting girl", "sitting male"),
    "potted plant": ("bamboo", "bonsai tree", "cactus", "decorative plant", "ficus", "flower box",
                     "indoor plant", "little plant", "orchids", "plant", "plant box", "spathiphyllum",
                     "spider plant", "succulent plant", "yucca"),
    "refrigerator": ("fridge", "large fridge", "refrigerator"),
    "remote": ("tv remote control",),
    "sandwich": ("hamburger",),
    "scissors": ("scissors",),
    "sink": ("basin", "sink", "small lavatory", "washbasin"),
    "skateboard": ("skateboard",),
    "spoon": ("spoon",),
    "sports ball": ("basketball", "soccer ball"),
    "suitcase": ("briefcase", "suitcase"),
    "teddy bear": ("teddy bear",),
    "tennis racket": ("tennis racket",),
    "toaster": ("toaster",),
    "toilet": ("toilets unit",),
    "truck": ("truck",),
    "tv": ("apple imac 1998", "apple imac 2004", "tv", "tv 16:9", "wall flat tv"),
    "umbrella": ("umbrella",),
    "vase": ("vase",),
    "wine glass": ("cocktail glass",),
}  # fmt: skip

_OF_TITLE = {title: name for name, titles in _BY_TITLE.items() for title in titles}

_OF_SLUG: dict[str, str | None] = {
    # A kick scooter of a child's size; the others are motor scooters.
    "scooter-scopia": None,
    # A tree out of doors is no potted plant.
    "bamboo": None,
    "ficusTree": None,
    # Low tables for children.
    "children_table": None,
    # A cushion, a washing-up bowl, a rice cooker, a hob.
    "futon": None,
    "basin": None,
    "cooker": None,
    "stove": None,
    "glass": "wine glass",
    "kids_desk_chair": "chair",
}

_SMALLEST_TABLE_M = 0.6
"""Lower ones are coffee tables, which are no dining tables."""

_POSTURES = {
    "lying": ("lying", "lyingdown"),
    "sitting": ("sit", "sitting"),
}

_WORDS_FOR = {
    "car": ("vehicle",),
    "truck": ("vehicle",),
    "bus": ("vehicle",),
    "bicycle": ("vehicle",),
    "motorcycle": ("vehicle",),
    "person": ("human",),
    "cat": ("animal",),
    "dog": ("animal",),
    "horse": ("animal",),
    "bird": ("animal",),
}

_CHILDREN = ("boy", "girl")
_WOMEN = ("female", "girl", "woman", "brunette")


def category(row: Row) -> str | None:
    """COCO's name of what the row is; None where COCO has none."""
    if row.slug in _OF_SLUG:
        return _OF_SLUG[row.slug]
    found = _OF_TITLE.get(row.title.lower())
    if found == "dining table" and row.size_m[2] < _SMALLEST_TABLE_M:
        return None
    return found


def tags(row: Row) -> frozenset[str]:
    """Words, lower case: of its name, its group and its library's own; of people how they are posed."""
    name = re.sub(r"([a-z])([A-Z])", r"\1 \2", row.slug)
    words = set(re.findall(r"[a-z]{3,}", f"{name} {row.title} {row.group}".lower())) | set(row.words)
    kind = category(row)
    words |= set(_WORDS_FOR.get(kind or "", ()))
    if kind == "person":
        text = f"{row.slug} {row.title}".lower()
        posture = next((p for p, marks in _POSTURES.items() if any(m in text for m in marks)), "standing")
        words -= {"lying", "sitting", "standing", "male", "boy"}
        words |= {posture, "child" if any(c in text for c in _CHILDREN) else "adult"}
        words.add("female" if any(w in text for w in _WOMEN) else "male")
    return frozenset(words - {"and", "with", "the"})

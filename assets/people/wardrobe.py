"""What people have in their wardrobes, and what of it they put on: by age, sex and warmth."""

from __future__ import annotations

from collections.abc import Mapping

from .clothes import Cut, Legs, Upper

__all__ = [
    "BOOT_COLORS",
    "LOWERS",
    "LOWER_COLORS",
    "SHOE_COLORS",
    "UPPERS",
    "UPPER_COLORS",
    "colors",
    "hat_shares",
    "lower_shares",
    "upper_shares",
]

# What people really wear: mostly black, navy, grey, white, beige and denim.
UPPER_COLORS = {
    "black": ("242426", 5.0), "white": ("dcdad4", 4.0), "navy": ("2a3348", 4.0), "grey": ("85868a", 3.5),
    "charcoal": ("434448", 3.0), "beige": ("bfae92", 2.0), "sky": ("93aabf", 1.5), "olive": ("5c5d45", 1.5),
    "burgundy": ("5f2a33", 1.0), "red": ("96302f", 1.0), "blue": ("335a94", 1.5), "green": ("3c6550", 0.8),
    "mustard": ("b68f43", 0.6), "blush": ("c9a29a", 1.0), "brown": ("5f4736", 1.0),
}  # fmt: skip
LOWER_COLORS = {
    "denim": ("43546f", 5.0), "dark_denim": ("2c384c", 4.0), "light_denim": ("7f94ac", 1.5),
    "black": ("252527", 5.0), "charcoal": ("444549", 2.5), "navy": ("2a3246", 2.0), "khaki": ("9b8a6b", 2.0),
    "grey": ("828388", 1.5), "olive": ("5a5a44", 1.0), "brown": ("5b4637", 0.7),
}  # fmt: skip
SHOE_COLORS = {
    "black": ("232325", 4.0), "white": ("dddbd6", 3.0), "brown": ("5a4030", 2.0), "grey": ("7c7d80", 1.5),
    "navy": ("2b344a", 1.0), "red": ("92332f", 0.3),
}  # fmt: skip

BOOT_COLORS = {"black": ("232325", 4.0), "brown": ("5a4030", 2.0), "tan": ("8a6544", 0.7)}

UPPERS = {
    "t_shirt": Cut(Upper(1.7, -0.2, 5.62), (0.008, 0.020), 0.007, 8, 0.006, hang=0.8),
    "shirt": Cut(Upper(4.25, -0.3, 5.8), (0.008, 0.018), 0.007, 8, 0.008, hang=0.8),
    "pullover": Cut(Upper(4.35, 0.0, 5.68), (0.014, 0.020), 0.010, 10, 0.009, 0.010, hang=0.6),
    "cardigan": Cut(Upper(4.35, -0.1, 5.72, 1.5), (0.012, 0.020), 0.010, 10, 0.008, 0.008, hang=0.75),
    "jacket": Cut(Upper(4.45, -0.1, 5.95), (0.018, 0.026), 0.012, 12, 0.009, 0.012, hang=0.9),
    "down_jacket": Cut(Upper(4.45, 0.15, 6.0), (0.032, 0.038), 0.016, 8, 0.006, 0.02, 0.012, hang=0.95),
    "coat": Cut(Upper(4.45, 0.6, 5.9), (0.018, 0.018), 0.014, 12, 0.007, 0.010, hang=0.85),
}
LOWERS = {
    "trousers": Cut(Legs(1.25, -7.75), (0.005, 0.020), 0.004, 5, 0.010),
    "slim": Cut(Legs(1.25, -7.45), (0.005, 0.010), 0.004, 4, 0.008),
    "shorts": Cut(Legs(1.25, -3.3), (0.005, 0.022), 0.004, 6, 0.008),
}

_CHILDREN = {
    "pink": ("c4708c", 0.8), "orange": ("c06a35", 0.6), "turquoise": ("3d8a8c", 0.7),
    "violet": ("6a5288", 0.5),
}  # fmt: skip
_BRIGHT = ("red", "blue", "green", "mustard", "blush", "sky", "pink", "orange", "turquoise", "violet")
_QUIET = ("navy", "beige", "grey", "brown", "burgundy", "olive", "sky", "white")


def colors(age: float) -> dict[str, tuple[str, float]]:
    """Colours of tops with their shares: children's are brighter, old people's quieter."""
    favoured, factor = (_BRIGHT, 5.0) if age < 12 else (_QUIET, 2.0) if age > 65 else ((), 1.0)
    known = UPPER_COLORS | (_CHILDREN if age < 12 else {})
    return {
        name: (code, share * (factor if name in favoured else 1.0)) for name, (code, share) in known.items()
    }


def upper_shares(age: float, warm: float) -> Mapping[str, float]:
    """Tops with their shares.

    Args:
        age: years.
        warm: 0 winter to 1 summer.
    """
    cold = 1 - warm
    young, old = age < 14, age > 65
    return {
        "t_shirt": 2.5 * warm**2 * (1.6 if young else 0.5 if old else 1.0),
        "shirt": (0.4 + 0.6 * warm) * (0.35 if young else 1.6 if old else 1.0),
        "pullover": 0.7 * (1.4 if young else 1.0),
        "cardigan": 0.15 + (0.5 if old else 0.0),
        "jacket": 0.3 + 0.8 * cold,
        "down_jacket": 1.2 * cold**2,
        "coat": 0.9 * cold**2 * (0.3 if young else 1.5 if old else 1.0),
    }


def lower_shares(sex: str, age: float, warm: float) -> Mapping[str, float]:
    """What is worn below, with shares; arguments as for :func:`upper_shares`."""
    young, old = age < 14, age > 65
    shorts = 0.5 * max(0.0, warm - 0.5) * (3.0 if young else 0.4 if old else 1.0)
    return {
        "trousers": 0.75 if old else 0.55,
        "slim": 0.1 if old else 0.35,
        "shorts": shorts,
        "skirt": 0.18 if sex == "female" else 0.0,
    }


def hat_shares(age: float, warm: float) -> Mapping[str, float]:
    """What is worn on the head, with shares; arguments as for :func:`upper_shares`."""
    cold = 1 - warm
    return {
        "none": 1.0,
        "beanie": 0.40 * cold**2 * (1.5 if age < 14 else 1.0),
        "cap": 0.07 + (0.10 * warm if age < 30 else 0.0),
        "brim": 0.05 * warm + (0.05 if age > 60 else 0.0),
    }

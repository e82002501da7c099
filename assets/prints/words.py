"""Invented names and the small print that surrounds them."""

from __future__ import annotations

import numpy as np

from ...draw import Draw

__all__ = ["PRODUCTS", "SLOGANS", "brand", "digits", "small_print", "title"]

_ONSETS = [
    "b",
    "br",
    "d",
    "f",
    "fl",
    "g",
    "gr",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "a", "e", "o", "ai", "ea"]
_CODAS = ["", "", "", "n", "l", "r", "s", "nd", "rk", "m", "ll"]
_ENDINGS = ["a", "o", "i", "en", "el", "ra", "va", "lo", "is", "um", "ot", "by"]

PRODUCTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    # name, second line, motif
    "drink": (
        ("Orange Juice", "not from concentrate", "orange"),
        ("Pale Ale", "dry hopped", "wheat"),
        ("Lemon Soda", "with a pinch of salt", "lemon"),
        ("Sparkling Water", "natural spring", "drop"),
        ("Apple Cider", "medium dry", "apple"),
        ("Cherry Cola", "no added sugar", "berries"),
        ("Iced Tea", "peach & mint", "leaf"),
        ("Tonic Water", "bitter lemon", "lemon"),
        ("Lager", "brewed slowly", "mountain"),
        ("Ginger Beer", "fiery & cloudy", "sun"),
    ),
    "food": (
        ("Chopped Tomatoes", "in rich juice", "tomato"),
        ("Chick Peas", "in water", "berries"),
        ("Oat Crunch", "honey & almond", "wheat"),
        ("Olive Oil", "first cold pressing", "olive"),
        ("Forest Honey", "raw & unfiltered", "hexagons"),
        ("Strawberry Jam", "cooked in small pans", "berries"),
        ("Sea Salt Crackers", "oven baked", "wheat"),
        ("Sardines", "in sunflower oil", "fish"),
        ("Black Coffee", "medium roast", "bean"),
        ("Green Tea", "loose leaf", "leaf"),
        ("Tomato Soup", "with basil", "tomato"),
        ("Peaches", "halves in syrup", "orange"),
        ("Marmalade", "thick cut", "orange"),
        ("Coconut Milk", "unsweetened", "drop"),
    ),
    "household": (
        ("Dish Soap", "cuts grease", "drop"),
        ("Paper Clips", "100 pieces", "star"),
        ("Light Bulb", "warm white 470 lm", "sun"),
        ("Hand Cream", "with shea", "leaf"),
        ("Matches", "long burning", "sun"),
        ("Tea Lights", "30 pieces", "star"),
        ("Screws 4 × 40", "zinc plated", "hexagons"),
        ("Tissues", "3 ply, 120 sheets", "waves"),
    ),
    "wine": (
        ("Old Vines", "red wine", "berries"),
        ("Reserve", "aged in oak", "berries"),
        ("Dry White", "cool climate", "leaf"),
        ("Rosé", "from the coast", "waves"),
        ("Hillside Cuvée", "estate bottled", "mountain"),
    ),
}
SLOGANS = [
    "since 1894",
    "family owned",
    "small batch",
    "made with care",
    "good & honest",
    "the original",
    "est. 1927",
    "from the valley",
    "100 % natural",
    "new recipe",
    "extra fine",
    "slow made",
    "farm to table",
]
_WORDS = [
    "store",
    "in",
    "a",
    "cool",
    "dry",
    "place",
    "best",
    "before",
    "see",
    "base",
    "contains",
    "wheat",
    "milk",
    "soya",
    "may",
    "contain",
    "traces",
    "of",
    "nuts",
    "water",
    "sugar",
    "salt",
    "acidity",
    "regulator",
    "citric",
    "acid",
    "natural",
    "flavouring",
    "packed",
    "for",
    "distributed",
    "by",
    "recycle",
    "after",
    "use",
    "shake",
    "well",
    "before",
    "opening",
    "keep",
    "refrigerated",
    "once",
    "open",
    "consume",
    "within",
    "three",
    "days",
    "ingredients",
    "per",
    "serving",
    "energy",
    "fat",
    "fibre",
    "protein",
]
_TITLES = [
    ("The", "of"),
    ("A", "for"),
    ("On", "and"),
    ("Notes from", "in"),
    ("Under", "without"),
    ("Beyond", "and"),
]
_NOUNS = [
    "River",
    "Garden",
    "Winter",
    "Machine",
    "Island",
    "Letters",
    "House",
    "Silence",
    "Orchard",
    "Harbour",
    "Physics",
    "Bread",
    "Shadow",
    "Numbers",
    "Salt",
    "Mountain",
    "Light",
    "Stones",
    "Summer",
    "Glass",
]


def brand(draw: Draw) -> str:
    """A pronounceable name that means nothing."""
    rng = draw.rng("brand")
    name = "".join(_syllable(rng) for _ in range(int(rng.integers(1, 3)))) + str(rng.choice(_ENDINGS))
    return name.capitalize()


def title(draw: Draw) -> tuple[str, str]:
    """A book's title in two lines, and its author."""
    rng = draw.rng("title")
    first, joint = _TITLES[int(rng.integers(len(_TITLES)))]
    a, b = rng.choice(_NOUNS, 2, replace=False)
    return f"{first} {a}", f"{joint} {b}"


def digits(draw: Draw) -> str:
    """Twelve digits of a barcode."""
    return "".join(str(d) for d in draw.rng("digits").integers(0, 10, 12))


def small_print(rng: np.random.Generator, lines: int, words: int = 7) -> list[str]:
    """Lines that nobody reads."""
    return [" ".join(rng.choice(_WORDS, words)).capitalize() for _ in range(lines)]


def _syllable(rng: np.random.Generator) -> str:
    return str(rng.choice(_ONSETS)) + str(rng.choice(_VOWELS)) + str(rng.choice(_CODAS))

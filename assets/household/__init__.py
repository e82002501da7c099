"""Household things, one module per kind: a frozen dataclass that builds, beside it a sampler that draws.

All stand on z = 0, their front towards −y, and carry their convex parts for physics.
"""

from __future__ import annotations

from collections.abc import Callable

from ...draw import Draw
from ..model import Model
from .banana import Banana, banana
from .board import Board, cutting_board
from .book import Book, book
from .bottle import Bottle, bottle
from .bowl import Bowl, bowl
from .can import DrinksCan, FoodTin, drinks_can, food_tin
from .candle import Candle, candle
from .carton import CardboardBox, Carton, cardboard_box, carton
from .cutlery import Fork, Knife, Spoon, fork, knife, spoon, wooden_spoon
from .device import Phone, Remote, phone, remote
from .fruit import RoundFruit, apple, lemon, orange, pear, tomato
from .glassware import Tumbler, WineGlass, drinking_glass, wine_glass
from .jar import Jar, jar
from .linen import Folded, Spread, napkin, placemat, runner, tablecloth
from .mill import Mill, Shaker, mill, shaker
from .mug import Mug, espresso_cup, mug, tea_cup
from .plate import Plate, plate, saucer
from .stationery import Pen, pen
from .table import Table, table
from .teapot import Teapot, teapot
from .tray import Tray, tray
from .vase import Vase, vase

__all__ = [
    "KINDS",
    "SUPPORTS",
    "Banana",
    "Board",
    "Book",
    "Bottle",
    "Bowl",
    "Candle",
    "CardboardBox",
    "Carton",
    "DrinksCan",
    "Folded",
    "FoodTin",
    "Fork",
    "Jar",
    "Knife",
    "Mill",
    "Mug",
    "Pen",
    "Phone",
    "Plate",
    "Remote",
    "RoundFruit",
    "Shaker",
    "Spoon",
    "Spread",
    "Table",
    "Teapot",
    "Tray",
    "Tumbler",
    "Vase",
    "WineGlass",
    "apple",
    "banana",
    "book",
    "bottle",
    "bowl",
    "candle",
    "cardboard_box",
    "carton",
    "cutting_board",
    "drinking_glass",
    "drinks_can",
    "espresso_cup",
    "food_tin",
    "fork",
    "jar",
    "knife",
    "lemon",
    "mill",
    "mug",
    "napkin",
    "orange",
    "pear",
    "pen",
    "phone",
    "placemat",
    "plate",
    "remote",
    "runner",
    "saucer",
    "shaker",
    "spoon",
    "table",
    "tablecloth",
    "tea_cup",
    "teapot",
    "tomato",
    "tray",
    "vase",
    "wine_glass",
    "wooden_spoon",
]

Sampler = Callable[[Draw], Model]

KINDS: dict[str, Sampler] = {
    "mug": mug,
    "tea_cup": tea_cup,
    "espresso_cup": espresso_cup,
    "saucer": saucer,
    "drinking_glass": drinking_glass,
    "wine_glass": wine_glass,
    "bowl": bowl,
    "plate": plate,
    "bottle": bottle,
    "jar": jar,
    "drinks_can": drinks_can,
    "food_tin": food_tin,
    "carton": carton,
    "cardboard_box": cardboard_box,
    "apple": apple,
    "orange": orange,
    "banana": banana,
    "lemon": lemon,
    "pear": pear,
    "tomato": tomato,
    "vase": vase,
    "book": book,
    "spoon": spoon,
    "fork": fork,
    "knife": knife,
    "teapot": teapot,
    "candle": candle,
    "mill": mill,
    "shaker": shaker,
    "wooden_spoon": wooden_spoon,
    "phone": phone,
    "remote": remote,
    "pen": pen,
    "napkin": napkin,
}
"""Things that stand or lie on a table, by name, in an order that stays."""

SUPPORTS: dict[str, Sampler] = {
    "cutting_board": cutting_board,
    "tray": tray,
    "placemat": placemat,
    "runner": runner,
    "tablecloth": tablecloth,
    "table": table,
}
"""What other things stand on."""

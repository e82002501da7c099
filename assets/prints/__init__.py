"""Invented prints: labels, cans, cartons, book covers, decors. No real brand, no borrowed picture."""

from .decor import decor, plate_decor
from .packages import Side, book_cover, can, cartons, label, shipping

__all__ = ["Side", "book_cover", "can", "cartons", "decor", "label", "plate_decor", "shipping"]

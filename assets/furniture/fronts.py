"""Which way a model of the pack looks. Nearly all come facing +x; looked at one by one from both sides."""

from __future__ import annotations

from .catalogue import Row

__all__ = ["front", "size_m", "turn_deg"]

_TURNS_DEG = {"caballito": 90, "forkLift": 90, "toyTrain": 90, "motorbike": -90, "wheelbarrow": -90}
_FRONTS = {0: "-y", 90: "-x", -90: "+x"}


def turn_deg(row: Row) -> int:
    """About the vertical, so that the loaded model faces +x: 0, 90 or −90."""
    return _TURNS_DEG.get(row.slug, 0)


def front(row: Row) -> str:
    """Where it looks in its own file, once z is up."""
    return _FRONTS[turn_deg(row)]


def size_m(row: Row) -> tuple[float, float, float]:
    """Extent along x, y and z when it faces +x."""
    width, depth, height = row.size_m
    return (width, depth, height) if turn_deg(row) else (depth, width, height)

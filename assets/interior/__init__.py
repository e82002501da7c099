"""What a room is made of: floor, walls and windows, chairs, sideboards, pictures on the wall."""

from .chair import Chair, chair
from .room import Room, room
from .sideboard import Sideboard, sideboard
from .wall_picture import WallPicture, wall_picture

__all__ = [
    "Chair",
    "Room",
    "Sideboard",
    "WallPicture",
    "chair",
    "room",
    "sideboard",
    "wall_picture",
]

"""People, from the shapes, rig and weights of MakeHuman's body (the pack ``people``).

``people.person(draw)`` makes one; every attribute is a named draw.
"""

from .holding import pushing, under_umbrella, with_stick
from .person import person
from .pose import POSES
from .rider import rider

__all__ = ["POSES", "person", "pushing", "rider", "under_umbrella", "with_stick"]

"""What people sit in, push and hold on a pavement: wheelchairs, prams, umbrellas, walking sticks."""

from .pram import pram
from .umbrella import umbrella
from .walking_stick import walking_stick
from .wheelchair import wheelchair

__all__ = ["pram", "umbrella", "walking_stick", "wheelchair"]

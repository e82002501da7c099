"""Where things hang on poles: the scene places a pole and what it carries together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ..model import Model

__all__ = ["Mount", "Region", "Spot"]

Region = Literal["europe", "us"]


@dataclass(frozen=True)
class Spot:
    """A place on a pole, in its frame: metres and degrees; what hangs there looks to +x at yaw 0.

    Attributes:
        use: what hangs there, such as ``vehicle`` or ``pedestrian``.
    """

    use: str
    x_m: float = 0.0
    y_m: float = 0.0
    z_m: float = 0.0
    yaw_deg: float = 0.0

    def holding(self, model: Model) -> Mount:
        """The model in this place."""
        return Mount(model, self.x_m, self.y_m, self.z_m, self.yaw_deg)


@dataclass(frozen=True, eq=False)
class Mount:
    """A model in its place within an assembly: metres and degrees in the assembly's frame."""

    model: Model
    x_m: float = 0.0
    y_m: float = 0.0
    z_m: float = 0.0
    yaw_deg: float = 0.0

    def assembly_from_model(self) -> npt.NDArray[np.float64]:
        """Shape (4, 4): a scene gives ``world_from_assembly @ mount.assembly_from_model()`` to its Thing."""
        c, s = np.cos(np.radians(self.yaw_deg)), np.sin(np.radians(self.yaw_deg))
        matrix = np.eye(4)
        matrix[:2, :2] = [[c, -s], [s, c]]
        matrix[:3, 3] = self.x_m, self.y_m, self.z_m
        return matrix

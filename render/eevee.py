"""Whether EEVEE can work here: it draws with OpenGL, and without that it takes its process down."""

from __future__ import annotations

import subprocess
import sys

from ..errors import RenderError

__all__ = ["check_eevee"]

_TRIAL = "import bpy, gpu; gpu.init()"
_WAIT_S = 120.0  # for an import from a cold network disk


def check_eevee() -> None:
    """Have another process make an OpenGL context, as EEVEE will: where there is none, Blender aborts.

    Raises:
        RenderError: it cannot; says what to do.
    """
    command = [sys.executable, "-P", "-c", _TRIAL]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_WAIT_S, check=False
        )
        how = f"ended with status {done.returncode}"
    except subprocess.TimeoutExpired:
        how = f"gave no answer for {_WAIT_S:.0f} s"
    else:
        if done.returncode == 0:
            return
    raise RenderError(
        f"engine eevee: Blender cannot draw with OpenGL here (a trial {how}); it needs a GPU with its "
        "driver, or Mesa's software (libegl1 and libgl1-mesa-dri on Debian): take --engine cycles"
    )

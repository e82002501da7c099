"""What this machine has for workers: cores, memory, a GPU. All as far as this process may use them."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path

from ..scenes.camera import Resolution
from .settings import Device

__all__ = ["Crew", "available_bytes", "cores", "crew"]

_CGROUP = Path("/sys/fs/cgroup")
_WORKER_BYTES = 1.5 * 2**30  # Blender with a furnished room in it: 0.5 GiB was measured, plus textures
_PIXEL_BYTES = 400  # passes in float32, the denoiser's buffers, and arrays while labelling
_GPU_WORKERS = 3  # enough to build scenes while one renders; more only take the card's memory


@dataclass(frozen=True)
class Crew:
    """How many workers, with how many threads each, and how much memory one may hold."""

    workers: int
    threads: int
    memory_bytes: int


def crew(workers: int | None, frames: int, resolution: Resolution, device: Device) -> Crew:
    """``workers``, or as many as cores and memory carry, and their share of both."""
    available, n_cores = available_bytes(), cores()
    if workers is None:
        need = _WORKER_BYTES + _PIXEL_BYTES * resolution.width * resolution.height
        most = _GPU_WORKERS if _has_gpu(device) else n_cores
        workers = max(1, min(most, n_cores, int(available // need), frames))
    share = int(0.9 * available / workers)
    return Crew(workers, max(1, n_cores // workers), max(share, 2**30))


def cores() -> int:
    """Cores that this process may use: its affinity, and its control group's quota."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _read(_CGROUP / "cpu.max").split()
    if len(quota) == 2 and quota[0].isdigit():
        usable = min(usable, max(1, math.ceil(int(quota[0]) / int(quota[1]))))
    return usable


def available_bytes() -> int:
    """Memory that is free for workers: the machine's, and what the control group leaves."""
    import psutil

    available = int(psutil.virtual_memory().available)
    limit, used = _read(_CGROUP / "memory.max").strip(), _read(_CGROUP / "memory.current").strip()
    if limit.isdigit() and used.isdigit():
        # What it holds of files that nobody reads any more is given up when memory is needed.
        rows = (line.split() for line in _read(_CGROUP / "memory.stat").splitlines())
        files = sum(int(row[1]) for row in rows if row[0] == "inactive_file")
        available = min(available, int(limit) - int(used) + files)
    return max(available, 0)


def _has_gpu(device: Device) -> bool:
    """Whether frames are likely to be rendered on a GPU; asking Blender would take seconds."""
    if device == "auto":
        return any(Path(node).exists() for node in ("/dev/nvidiactl", "/dev/kfd"))
    return device != "cpu"


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""

"""Name the system libraries that compiled wheels need and this machine lacks, with the line that gets them.

Wheels bring most of what they need, but bpy and a few others expect the desktop's libraries, which a
server or a container lacks; without this check the first sign would be an ImportError that names one
of them at a time. Nothing is imported: ``ldd`` reads the files. Where there is no glibc loader (macOS,
Windows) there is nothing to check.

    python tools/system_libraries.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

__all__ = ["install_line", "main", "missing_in", "shared_objects"]

# Only what Cyclorama imports: other files of these wheels (viewers, plug-ins) may need more.
PATTERNS = (
    "bpy/__init__*.so",
    "coacd/*.so",
    "cv2/*.so",
    "embreex/*.so",
    "lxml/*.so",
    "mujoco/*.so",
    "OpenEXR*.so",
    "PIL/*.so",
    "pycocotools/*.so",
    "scipy/spatial/*.so",
)

DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libICE.so.6": "libice6",
    "libOpenGL.so.0": "libopengl0",
    "libSM.so.6": "libsm6",
    "libX11.so.6": "libx11-6",
    "libXcursor.so.1": "libxcursor1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXi.so.6": "libxi6",
    "libXinerama.so.1": "libxinerama1",
    "libXrandr.so.2": "libxrandr2",
    "libXrender.so.1": "libxrender1",
    "libXxf86vm.so.1": "libxxf86vm1",
    "libgcc_s.so.1": "libgcc-s1",
    "libgomp.so.1": "libgomp1",
    "libstdc++.so.6": "libstdc++6",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
}


def shared_objects(site_packages: Path) -> list[Path]:
    """The compiled modules to look at, found without importing anything."""
    return sorted(path for pattern in PATTERNS for path in site_packages.glob(pattern))


def missing_in(ldd_output: str) -> set[str]:
    """Names of the libraries that ``ldd`` did not find."""
    return {line.split("=>")[0].strip() for line in ldd_output.splitlines() if line.endswith("=> not found")}


def install_line(missing: Iterable[str]) -> str:
    """What to run, by the package manager of this machine, to get ``missing``."""
    names = sorted(missing)
    sudo = "" if os.geteuid() == 0 else "sudo "
    if shutil.which("apt-get") and all(name in DEBIAN_PACKAGES for name in names):
        packages = " ".join(sorted({DEBIAN_PACKAGES[name] for name in names}))
        return f"run: {sudo}apt-get install -y --no-install-recommends {packages}"
    if shutil.which("dnf"):
        return f"run: {sudo}dnf install " + " ".join(f"'{name}()(64bit)'" for name in names)
    return "install the packages of your system that hold them"


def main() -> int:
    """Print one line and return 1 where something is missing."""
    if sys.platform != "linux" or not shutil.which("ldd"):
        return 0
    site_packages = Path(sysconfig.get_path("platlib"))
    missing: set[str] = set()
    for path in shared_objects(site_packages):
        listing = subprocess.run(
            ["ldd", str(path)], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
        )
        missing |= missing_in(listing.stdout)
    if missing:
        names = ", ".join(sorted(missing))
        print(f"make venv: missing system libraries: {names}; {install_line(missing)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

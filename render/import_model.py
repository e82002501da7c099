"""What only Blender reads (FBX, USD, its own files) as a GLB: ``python -m cyclorama.render.import_model``.

It runs in a process of its own: a file that crashes or hangs Blender takes nothing else along. A GLB
has all that the importer takes over: units, axes, evaluated modifiers, materials with their pictures.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

import bpy

__all__ = ["Refused", "convert"]

_MESHED = {"CURVE", "CURVES", "FONT", "MESH", "META", "SURFACE"}
_NAMES_SHOWN = 20


class Refused(Exception):
    """The file cannot be used; says why in one line."""


def convert(source: Path, target: Path, object: str | None = None) -> tuple[list[str], dict[str, str]]:
    """Write the content of an FBX, USD or Blender file as a GLB; scripts in it are not run.

    Pictures are read from the source's folder and below, and nowhere else; one that was moved is
    looked for by its bare name beside the source, but for USD, which has no picture where the file is
    missing. Instances become objects.

    Args:
        source: the file; USD's packages come unpacked.
        target: the GLB.
        object: only this one, with its children.

    Returns:
        The files that the source refers to, relative to its folder, read or looked for there; and
        name → what is wrong with it, of each picture that cannot be had.

    Raises:
        Refused: it needs data from elsewhere, or there is no such object.
        RuntimeError: Blender's own words on what it cannot read.
    """
    bpy.context.preferences.filepaths.use_scripts_auto_execute = False
    if source.suffix.lower() == ".blend":
        bpy.ops.wm.open_mainfile(filepath=str(source), load_ui=False, use_scripts=False)
    else:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        if source.suffix.lower() == ".fbx":
            bpy.ops.wm.fbx_import(filepath=str(source), use_anim=False)
        else:
            bpy.ops.wm.usd_import(
                filepath=str(source),
                import_cameras=False,
                import_lights=False,
                set_frame_range=False,
                create_world_material=False,
                import_textures_mode="IMPORT_NONE",
            )
    folder = source.parent.resolve()
    files = _data_files(folder)
    pictures, faults = _settle_pictures(folder, source.suffix.lower() in (".blend", ".fbx"))
    if object is not None:
        _show_only(object)
    bpy.ops.export_scene.gltf(
        filepath=str(target),
        export_format="GLB",
        export_apply=True,
        export_animations=False,
        export_skins=False,
        export_cameras=False,
        export_lights=False,
        use_renderable=True,
        use_active_scene=True,
    )
    return sorted({*files, *pictures}), faults


def _data_files(folder: Path) -> list[str]:
    """Libraries, caches and volumes: without one of them the shape would be another."""
    names = []
    for data in (*bpy.data.libraries, *bpy.data.cache_files, *bpy.data.volumes):
        path = _path(data)
        what = f"it takes data from {data.filepath[:200]}"
        if path is None or not path.is_relative_to(folder):
            raise Refused(f"{what}, outside its folder; make it local, or put it beside")
        if not path.is_file():
            raise Refused(f"{what}, which is missing; put it there")
        names.append(path.relative_to(folder).as_posix())
    return names


def _settle_pictures(folder: Path, may_have_moved: bool) -> tuple[list[str], dict[str, str]]:
    """Names of the pictures in the folder; and what is wrong with others, which are removed."""
    names: list[str] = []
    faults: dict[str, str] = {}
    for image in list(bpy.data.images):
        if image.source not in ("FILE", "TILED", "SEQUENCE", "MOVIE"):
            continue
        name = (image.filepath or image.name)[:200]
        complaint = "is a film or in tiles, which are not read" if image.source != "FILE" else ""
        if not complaint and not image.packed_files:
            path = _path(image)
            bare = name.replace("\\", "/").rsplit("/", 1)[-1]
            if path is not None and not path.is_relative_to(folder):
                # Files move between machines: one of that name beside the model is meant.
                complaint = "lies outside the model's folder" if path.is_file() else "is missing"
                path = None
            if path is None and _is_absolute(name):
                complaint = "has an absolute path, which is not followed"
            if may_have_moved and (path is None or not path.is_file()) and bare and (folder / bare).is_file():
                path = (folder / bare).resolve()
                if path.is_relative_to(folder):
                    complaint = ""
                    image.filepath = str(path)
                    image.reload()
            # What is missing is named too: once it is put there, the model is another.
            names.append(bare if path is None else path.relative_to(folder).as_posix())
            if not complaint and (path is None or not path.is_file()):
                complaint = "is missing"
        if not complaint and not min(image.size):
            complaint = "cannot be read"
        if complaint:
            faults[name] = complaint
            bpy.data.images.remove(image)
    return names, faults


def _path(data: bpy.types.Image | bpy.types.Library) -> Path | None:
    """Where the file of an image or a library lies, links followed; None where it names none."""
    library = data.parent if isinstance(data, bpy.types.Library) else data.library
    if _is_absolute(data.filepath):
        return None
    with contextlib.suppress(OSError, ValueError):
        text = bpy.path.abspath(data.filepath, library=library)
        return Path(text).resolve() if text else None
    return None


def _is_absolute(name: str) -> bool:
    """Whether a file of Blender's own has it as an absolute path. Importers make all of them absolute."""
    return bool(bpy.data.filepath) and not name.startswith("//")


def _show_only(name: str) -> None:
    """Make a scene of the one object and its children."""
    known = sorted(object.name for object in bpy.data.objects if object.type in _MESHED)
    if name not in bpy.data.objects:
        shown = ", ".join(known[:_NAMES_SHOWN]) + (", …" if len(known) > _NAMES_SHOWN else "")
        raise Refused(f"it has no object {name!r}; it has {shown or 'none at all'}")
    scene = bpy.data.scenes.new("only")
    chosen = bpy.data.objects[name]
    for object in (chosen, *chosen.children_recursive):
        scene.collection.objects.link(object)
    bpy.context.window.scene = scene


def _bound_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # no such bound on every platform
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def main() -> None:
    """SOURCE TARGET REPORT MEMORY_BYTES [OBJECT]: the report is ``files`` and ``faults``, or ``error``."""
    source, target, report, memory, *wanted = sys.argv[1:]
    _bound_memory(int(memory))
    said: dict[str, object]
    try:
        files, faults = convert(Path(source), Path(target), *wanted)
        said = {"files": files, "faults": faults}
    except Refused as error:
        said = {"error": str(error)}
    except MemoryError:
        said = {"error": "not enough memory to read it; export it again, simpler"}
    except Exception as error:  # a report is all that leaves this process
        said = {"error": f"Blender cannot read it ({' '.join(str(error).split())[:200]}); export it again"}
    Path(report).write_text(json.dumps(said), "utf-8")


if __name__ == "__main__":
    main()

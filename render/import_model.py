"""What only Blender reads (FBX, USD, its own files) as a GLB: ``python -m cyclorama.render.import_model``.

It runs in a process of its own: a file that crashes or hangs Blender takes nothing else along. A GLB
has all that the importer takes over: units, axes, evaluated modifiers, materials with their pictures.
"""

from __future__ import annotations

import sys
from pathlib import Path

import bpy

__all__ = ["convert"]


def convert(source: Path, target: Path) -> None:
    """Write the content of an FBX, USD or Blender file as a GLB; scripts in it are not run.

    Pictures outside the source's folder are not read, and instances become objects.
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
    _drop_foreign_pictures(source.resolve().parent)
    bpy.ops.export_scene.gltf(
        filepath=str(target),
        export_format="GLB",
        export_apply=True,
        export_animations=False,
        export_skins=False,
        export_cameras=False,
        export_lights=False,
        use_renderable=True,
    )


def _drop_foreign_pictures(folder: Path) -> None:
    for image in list(bpy.data.images):
        if image.packed_file is None and image.source == "FILE":
            path = Path(bpy.path.abspath(image.filepath)).resolve()
            if not path.is_relative_to(folder):
                print(f"note: picture {image.filepath} is outside the model's folder, and not used")
                bpy.data.images.remove(image)


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))

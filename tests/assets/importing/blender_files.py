"""Makes the files of test_blender_formats.py, in a process with Blender: python blender_files.py FOLDER."""

import sys
from pathlib import Path

import bpy
from PIL import Image

TOP = Path(sys.argv[1])
HERE = TOP / "models" / "box"


def begin(picture=None, packed=False):
    """A box of 0.4 × 0.2 × 0.3 m, with a picture where one is given."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, 0.5))
    box = bpy.context.object
    box.name = "Box"
    box.scale = (0.4, 0.2, 0.3)
    material = bpy.data.materials.new("wood")
    box.data.materials.append(material)
    if picture is not None:
        tree = material.node_tree
        node = tree.nodes.new("ShaderNodeTexImage")
        node.image = bpy.data.images.load(str(picture))
        tree.links.new(node.outputs["Color"], tree.nodes["Principled BSDF"].inputs["Base Color"])
        if packed:
            node.image.pack()
    return box


def blend(name, relative=True, **options):
    path = str(HERE / name)
    bpy.ops.wm.save_as_mainfile(filepath=path, relative_remap=False, **options)
    (bpy.ops.file.make_paths_relative if relative else bpy.ops.file.make_paths_absolute)()
    bpy.ops.wm.save_as_mainfile(filepath=path, relative_remap=False, **options)
    (HERE / f"{name}1").unlink(missing_ok=True)


(HERE / "tex").mkdir(parents=True)
oak, secret, gone = HERE / "tex" / "oak.png", TOP / "secret.png", HERE / "gone.png"
Image.new("RGB", (8, 4), (200, 100, 50)).save(oak)
Image.new("RGB", (16, 4), (1, 2, 3)).save(secret)
Image.new("RGB", (2, 2)).save(gone)
broken = HERE / "broken.png"
Image.new("RGB", (2, 2)).save(broken)

begin(oak)
blend("beside.blend")
bpy.ops.export_scene.fbx(filepath=str(HERE / "beside.fbx"), path_mode="RELATIVE")
bpy.ops.export_scene.fbx(filepath=str(HERE / "embedded.fbx"), path_mode="COPY", embed_textures=True)
bpy.ops.wm.usd_export(filepath=str(HERE / "beside.usda"), export_textures_mode="KEEP", relative_paths=True)
bpy.ops.wm.usd_export(filepath=str(HERE / "beside.usdc"), export_textures_mode="KEEP", relative_paths=True)
bpy.ops.wm.usd_export(filepath=str(HERE / "whole.usdz"), export_textures_mode="NEW")
begin(secret)
blend("outside.blend")
blend("absolute.blend", relative=False)
bpy.ops.export_scene.fbx(filepath=str(HERE / "outside.fbx"), path_mode="RELATIVE")
bpy.ops.export_scene.fbx(filepath=str(HERE / "absolute.fbx"), path_mode="ABSOLUTE")
bpy.ops.wm.usd_export(filepath=str(HERE / "outside.usda"), export_textures_mode="KEEP", relative_paths=True)
bpy.ops.wm.usd_export(filepath=str(HERE / "absolute.usdc"), export_textures_mode="KEEP", relative_paths=False)
begin(secret, packed=True)
blend("packed.blend", compress=True)
begin(gone)
blend("missing.blend")
bpy.ops.export_scene.fbx(filepath=str(HERE / "missing.fbx"), path_mode="RELATIVE")
gone.unlink()
begin(broken)
blend("broken.blend")
broken.write_bytes(b"no picture at all")

box = begin()
text = bpy.data.texts.new("run.py")
text.write(f"open({str(TOP / 'text_ran')!r}, 'w')")
text.use_module = True
driver = box.driver_add("location", 0).driver
driver.expression = f"0 if open({str(TOP / 'driver_ran')!r}, 'w') else 1"
blend("script.blend")

begin()
bpy.ops.mesh.primitive_uv_sphere_add(radius=0.1, segments=8, ring_count=6)
bpy.context.object.name = "Ball"
blend("two.blend")
for name, library in (("linked", HERE / "two.blend"), ("stranger", TOP / "library.blend")):
    if name == "stranger":
        begin()
        bpy.ops.wm.save_as_mainfile(filepath=str(library))
    bpy.ops.wm.read_factory_settings(use_empty=True)
    with bpy.data.libraries.load(str(library), link=True) as (_, wanted):
        wanted.objects = ["Box"]
    bpy.context.scene.collection.objects.link(wanted.objects[0])
    blend(f"{name}.blend")

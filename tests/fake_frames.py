"""Stands in for Blender: frames whose bytes are a function of the index, and workers that misbehave."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from cyclorama.errors import RenderError, SceneError
from pycocotools import mask as coco_mask


@dataclass
class FakeFrame:
    files: dict
    record: dict
    timings: dict


def frame(recipe, index, device="auto", threads=0):
    """Takes about 0.1 s; bytes depend on recipe and index alone."""
    time.sleep(0.1)
    height, width = recipe.height, recipe.width
    image = np.random.Generator(np.random.Philox(key=[recipe.seed, index])).bytes(height * width * 3)
    _, png = cv2.imencode(".png", np.frombuffer(image, np.uint8).reshape(height, width, 3))
    name = f"images/{index:06d}.png"
    record = {
        "index": index,
        "draws": {"n": recipe.place(index)[0], **recipe.given},
        "image": {"file_name": name, "width": width, "height": height},
        "camera": {"width": width, "height": height},
        "annotations": [annotation(index, height, width) | {"track_id": recipe.place(index)[0] * 10**6 + 2}],
        "dropped": [{"instance_id": 3, "category": "mug", "reason": "hidden"}] if index % 3 == 0 else [],
        "assets": [{"id": f"asset{index % 4}", "licence": "CC0-1.0", "author": None, "sha256": None}],
    }
    record |= recipe.sequence(index)
    return FakeFrame({name: png.tobytes()}, record, {"pid": float(os.getpid()), "clock": time.time()})


def annotation(index, height, width):
    mask = np.zeros((height, width), np.uint8, order="F")
    x = index % (width - 4)
    mask[1:3, x : x + 4] = 1
    rle = coco_mask.encode(mask)
    rle["counts"] = rle["counts"].decode()
    return {
        "segmentation": rle,
        "amodal_segmentation": rle,
        "bbox": [x, 1, 4, 2],
        "amodal_bbox": [x, 1, 4, 2],
        "area": 8,
        "iscrowd": 0,
        "category": ("mug", "bowl")[index % 2],
        "instance_id": 2,
        "track_id": 2,
        "visible_fraction": 1.0,
        "in_frame_fraction": 1.0,
        "depth_m": 1.5,
        "box3d": {"centre_m": [0, 0, 1], "size_m": [1, 1, 1], "cam_from_box": np.eye(3).tolist()},
        "attributes": {},
        **({"small": True} if index % 5 == 0 else {}),
    }


def drawn_frame(recipe, index, device="auto", threads=0):
    """The draws are the script's, whose scene is empty; so even images are right, odd ones are not."""
    from cyclorama.draw import Draw
    from cyclorama.scenes.script import load

    draw = Draw(recipe.seed, index, recipe.given, recipe.balance)
    load(recipe.scene)(draw)
    made = frame(recipe, index)
    made.record |= {"draws": draw.values, "dropped": []}
    if index % 2 == 0:
        made.record["annotations"] = []
    return made


def limited_frame(recipe, index, device="auto", threads=0):
    """Says what it may choose from."""
    made = frame(recipe, index)
    made.record["draws"] |= {"packs": str(recipe.packs), "own": str(recipe.user_assets)}
    return made


def half_second_frame(recipe, index, device="auto", threads=0):
    time.sleep(0.4)
    return frame(recipe, index)


def slow_frame(recipe, index, device="auto", threads=0):
    time.sleep(1.0)
    return frame(recipe, index)


def broken_script_frame(recipe, index, device="auto", threads=0):
    raise SceneError(f"scene desk.py:desk, image {index}: desk.py:3: ZeroDivisionError: division by zero")


def forbidden_frame(recipe, index, device="auto", threads=0):
    """Every image uses another thing that the licences forbid."""
    used, licence = (("furniture/suv", "CC-BY-3.0"), ("furniture/car-2", "CC-BY-3.0-US"))[index % 2]
    raise SceneError(
        f"scene desk.py:desk, image {index}: it uses {used}, whose licence is {licence}; allowed: cc0"
    )


def odd_frame(recipe, index, device="auto", threads=0):
    """Odd images cannot be made."""
    if index % 2:
        raise SceneError(f"image {index} is odd")
    return frame(recipe, index)


def full_disk_frame(recipe, index, device="auto", threads=0):
    """From image 3 on, files may have no more than 1000 bytes."""
    import resource

    if index >= 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
    return frame(recipe, index)


def misbehaving(setup):
    """A worker's job: what happens at each index, in turn for each attempt, is in ``setup["plan"]``."""
    folder = Path(setup["folder"])
    print(f"set up in {os.getpid()}", file=sys.stderr)
    if setup.get("start") == "raise":
        raise SceneError("no such scene")
    if setup.get("start") == "hang":
        time.sleep(1000)
    if setup.get("start") == "crash":
        os.kill(os.getpid(), signal.SIGABRT)

    def make(index):
        plan = setup.get("plan", {}).get(str(index), [])
        attempt = len(list(folder.glob(f"{index}.attempt*")))
        (folder / f"{index}.attempt{attempt}.{os.getpid()}").touch()
        print(f"begins {index}")
        behave(plan[attempt] if attempt < len(plan) else "well", setup)
        (folder / f"{index}.done").write_text(str(os.getpid()))

    return make


def behave(how, setup):
    if how == "well":
        time.sleep(setup.get("takes_s", 0.01))
    elif how == "crash":
        print("about to crash")
        os.kill(os.getpid(), signal.SIGSEGV)
    elif how == "exit":
        os._exit(7)
    elif how == "hang":
        time.sleep(1000)
    elif how == "hang with the interpreter's lock":
        sum(range(10**12))
    elif how == "raise":
        raise ValueError("a bad\nvalue")
    elif how == "render error":
        raise RenderError("CUDA is out of memory")
    elif how == "mistake":
        raise SceneError("the script raised")
    elif how == "grow":
        setup.setdefault("kept", []).append(np.ones(300 * 2**20, np.uint8))
    else:
        raise AssertionError(how)

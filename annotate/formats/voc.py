"""Pascal VOC: an XML file for each picture, with boxes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from .frames import Frames, Record, Written, copy_picture

__all__ = ["voc", "xml"]

# VOC2011's annotation guidelines: more than 15 to 20 % of the object outside the box is "truncated", and
# more than 5 % of the object in the box hidden is "occluded".
_TRUNCATED = 0.85
_OCCLUDED = 0.95


def voc(frames: Frames, out: Path) -> Written:
    """``JPEGImages/000017.jpg``, ``Annotations/000017.xml``, ``ImageSets/Main/trainval.txt``."""
    written = Written()
    images, annotations, sets = out / "JPEGImages", out / "Annotations", out / "ImageSets" / "Main"
    for folder in (images, annotations, sets):
        folder.mkdir(parents=True)
    names = []
    for record in frames.records():
        names.append(f"{record['index']:06d}")
        copy_picture(frames, record, images / f"{names[-1]}.jpg")
        (annotations / f"{names[-1]}.xml").write_bytes(xml(record))
        written.images += 1
        written.objects.update(row["category"] for row in record["annotations"])
    (sets / "trainval.txt").write_text("".join(f"{name}\n" for name in names), encoding="ascii")
    return written


def xml(record: Record) -> bytes:
    """The XML file of one image. VOC counts pixels from 1 on, and both ends are in the box."""
    camera = record["camera"]
    root = ElementTree.Element("annotation")
    _add(root, "folder", "JPEGImages")
    _add(root, "filename", f"{record['index']:06d}.jpg")
    size = ElementTree.SubElement(root, "size")
    for tag, value in (("width", camera["width"]), ("height", camera["height"]), ("depth", 3)):
        _add(size, tag, value)
    _add(root, "segmented", 0)
    for row in record["annotations"]:
        item = ElementTree.SubElement(root, "object")
        _add(item, "name", row["category"])
        _add(item, "pose", "Unspecified")
        _add(item, "truncated", int(row["in_frame_fraction"] < _TRUNCATED))
        _add(item, "occluded", int(row["visible_fraction"] < _OCCLUDED))
        _add(item, "difficult", int(bool(row["iscrowd"] or row.get("small"))))
        box = ElementTree.SubElement(item, "bndbox")
        x, y, width, height = row["bbox"]
        for tag, value in (("xmin", x + 1), ("ymin", y + 1), ("xmax", x + width), ("ymax", y + height)):
            _add(box, tag, value)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode").encode() + b"\n"


def _add(parent: ElementTree.Element, tag: str, value: object) -> None:
    ElementTree.SubElement(parent, tag).text = str(value)

"""Dogs on leads, and how a four-legged animal goes on in its stride."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...assets import animals, street
from ...assets.animals.quadruped import Gait as Pace
from ...assets.model import Model
from ...draw import Draw
from ..scene import Thing
from .network import Place
from .site import Gait, Item, Site, footprint

__all__ = ["SHARES", "lead_a_dog", "striding"]

SHARES: dict[Place, float] = {"town": 0.035, "suburb": 0.075, "arterial": 0.04, "country": 0.2}
"""Of parties on foot that have a dog with them."""
_STEPS = 24
"""Of a stride: so that meshes are shared."""
_STRIDE: dict[Pace, float] = {"walking": 0.75, "trotting": 1.1, "standing": 1.0, "sitting": 1.0}
"""In lengths of the animal."""
_COLLAR = 0.68
"""Where its neck is, as a share of its length from the tail's tip to the nose."""
_LEAD_M = 0.006
_TRIES = 5


def striding(draw: Draw, build: Callable[..., Model], pace: Pace) -> tuple[Model, Gait]:
    """An animal somewhere in its stride, and how it looks after a distance.

    Args:
        draw: of names ``look/...`` and ``step``.
        build: ``animals.dog`` and the like.
        pace: of it.
    """
    look, step = draw.scope("look"), draw.integer("step", 0, _STEPS - 1)
    again = look.again()
    model = build(look, gait=pace, phase=step / _STEPS)
    stride_m = _STRIDE[pace] * float(np.ptp(model.mesh.bounds[:, 0]))

    def walks(walked_m: float) -> Model:
        on = step + round(_STEPS * walked_m / stride_m)
        return build(again.again(), gait=pace, phase=on % _STEPS / _STEPS)

    return model, walks


def lead_a_dog(draw: Draw, site: Site, owner: Item) -> bool:
    """A dog beside its owner, who is of a party, and the lead between them, if there is room for it."""
    motion = owner.thing.motion
    paces: dict[Pace, float] = {"standing": 0.6, "sitting": 0.4}
    if motion:
        paces = {"walking": 0.8, "trotting": 0.2}
    model, walks = striding(draw, animals.dog, draw.choice("pace", paces))
    person = owner.thing.world_from_thing
    heading = float(np.arctan2(person[1, 0], person[0, 0]))
    for attempt in range(_TRIES):
        one = draw.scope("try", attempt)
        left = one.chance("left", 0.6)
        aside = one.uniform("aside_m", 0.45, 0.65) * (1 if left else -1)
        at = person[:2, :2] @ [one.uniform("ahead_m", -0.3, 0.25), aside] + person[:2, 3]
        most = 15.0 if motion else 120.0
        turned = heading + float(np.radians(one.normal("yaw_deg", 0, 0.4 * most, -most, most)))
        region = footprint(model, at, turned)
        if not site.free(region, 0.02) or site.on_kerb(region) or site.ground.carriageway.intersects(region):
            continue
        thing = site.put(
            model,
            at,
            turned,
            "animal",
            motion=motion,
            party=owner.party,
            takes=region,
            attributes={"place": "on a lead"},
            gait=walks if motion else None,
        )
        lead = _lead(owner.thing, thing, left)
        site.items.append(Item(lead, "furniture", None, owner.party))
        return True
    return False


def _lead(owner: Thing, dog: Thing, left: bool) -> Thing:
    """A line that hangs from a hand to a collar; it goes on with who holds it."""
    wrist = owner.model.keypoints["left_wrist" if left else "right_wrist"]
    hand = owner.world_from_thing @ [*wrist, 1.0]
    vertices = dog.model.mesh.vertices
    low, high = dog.model.mesh.bounds[:, 0]
    neck = vertices[abs(vertices[:, 0] - (low + _COLLAR * (high - low))) < 0.04]
    top = dog.world_from_thing @ [*neck[neck[:, 2].argmax()], 1.0]
    from_owner = np.linalg.inv(owner.world_from_thing)
    ends = [
        tuple(float(v) for v in (from_owner @ end)[:3] - [0.0, 0.0, drop])
        for end, drop in ((hand, 0.07), (top, 0.02))
    ]
    line = street.wire(ends[0], ends[1], 0.12, _LEAD_M)  # type: ignore[arg-type]
    model = Model("lead", line.mesh, line.materials)
    return Thing(model, owner.world_from_thing.copy(), motion=owner.motion)

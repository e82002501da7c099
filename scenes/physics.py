"""Let things fall until they rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, overload

from ..assets.model import Model
from ..errors import PhysicsError
from .scene import Thing
from .simulation import Body, World, quiet_mujoco

__all__ = ["Settled", "penetration_m", "settle"]


@dataclass(frozen=True, eq=False)
class Settled(Sequence[Thing]):
    """The things that came to rest, in the order in which they were given, and how it went.

    Attributes:
        things: in their new places.
        fallen: positions, in what was given, of the things that fell off, or never came to rest, and
            were left out.
        deepest_m: deepest interpenetration of two convex parts of different things, or of a thing
            and what carries it, in metres; 0 where nothing touches.
        steps: simulation steps taken.
    """

    things: tuple[Thing, ...]
    fallen: tuple[int, ...] = ()
    deepest_m: float = 0.0
    steps: int = 0

    @overload
    def __getitem__(self, index: int) -> Thing: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Thing, ...]: ...
    def __getitem__(self, index: int | slice) -> Thing | tuple[Thing, ...]:
        return self.things[index]

    def __len__(self) -> int:
        return len(self.things)


def settle(
    things: Sequence[Thing | Model],
    on: Thing | Model | Sequence[Thing | Model],
    fallen: Literal["error", "drop"] = "error",
    friction: float = 0.6,
) -> Settled:
    """Drop things until all are at rest; the result is a sequence of them, in the same order.

    At rest means: no faster than 5 mm/s for 50 ms, which under the simulation's drag is a push of
    less than 1 % of its weight (what still creeps after 4 s of simulated time may be faster, and
    what does after 7 s up to 20 mm/s). It is then frozen. No two things, and no thing and its
    support, interpenetrate by more than 0.8 mm: what does is lifted above the others and dropped
    again. The result depends on nothing but the arguments, nor on the order of ``things``, bit for
    bit on one machine; another machine's arithmetic library may round a sine differently, and a
    heap remembers that.

    Args:
        things: what falls, from where it is. They should not overlap.
        on: what carries them and does not move: a table, walls.
        fallen: whether a thing that falls off what carries it, or never comes to rest (a fork may rock on
            a rim for ever), is an error, or left out.
        friction: coefficient between all surfaces.

    Raises:
        PhysicsError: where something falls off or has not come to rest within the bounded number of
            steps (unless ``fallen`` is ``"drop"``), or cannot be freed from another thing.
    """
    bodies = [Body.of(_placed(thing), f"{_placed(thing).model.name} {n}") for n, thing in enumerate(things)]
    carriers = [on] if isinstance(on, Thing | Model) else list(on)
    statics = [Body.of(_placed(carrier), _placed(carrier).model.name) for carrier in carriers]
    if not statics:
        raise PhysicsError("settle: on is empty: things need something to rest on, such as a table")
    if not bodies:
        return Settled(())
    # The solver's rounding depends on the order of bodies: a canonical one makes it independent.
    order = sorted(range(len(bodies)), key=lambda n: bodies[n].sort_key)
    with quiet_mujoco():
        world = World([bodies[n] for n in order], statics, friction)
        steps = world.run(fallen, order)
        placed: dict[int, Thing] = {}
        for k, n in enumerate(order):
            if k not in world.fallen:
                placed[n] = bodies[n].thing.moved(world.world_from_thing(k))
        deepest = world.deepest()
    kept = sorted(placed)
    return Settled(
        things=tuple(placed[n] for n in kept),
        fallen=tuple(n for n in range(len(bodies)) if n not in placed),
        deepest_m=deepest,
        steps=steps,
    )


def penetration_m(things: Sequence[Thing | Model]) -> float:
    """Deepest interpenetration of two things' convex parts, metres; 0 where none touch."""
    bodies = [Body.of(_placed(thing), f"{_placed(thing).model.name} {n}") for n, thing in enumerate(things)]
    if len(bodies) < 2:
        return 0.0
    with quiet_mujoco():
        return World(bodies, [], 1.0).deepest()


def _placed(thing: Thing | Model) -> Thing:
    return thing if isinstance(thing, Thing) else Thing(thing)

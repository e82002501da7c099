"""Named, recorded randomness: the only source of chance in a scene.

Every decision has a name and, by its name, a stream of its own: the value is a pure function of
``(seed, index, name)``. Adding a draw therefore never moves another one, and one image can be made
again alone. Values come straight from a hash, not from a generator whose stream a library may
change.
"""

from __future__ import annotations

import fnmatch
import hashlib
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from .errors import DrawError

__all__ = ["Distribution", "Draw", "Value"]

Value = bool | int | float | str
"""What a draw can give, and what a recipe can pin."""

_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*")
_NUMBER = r"(-?\d+(?:\.\d+)?(?:e-?\d+)?)"
_RANGE = re.compile(rf"{_NUMBER}\.\.{_NUMBER}")
_NORMAL = NormalDist()
_MOST_CELLS = 4096
"""Combinations of balanced choices; more than a dataset is likely to have images are not worth the memory."""


@dataclass(frozen=True)
class Distribution:
    """What a named draw may be: its ``kind`` and, by kind, its bounds or its options with shares."""

    kind: str
    low: float | int | None = None
    high: float | int | None = None
    shares: tuple[tuple[Value, float], ...] = ()
    mean: float | None = None
    std: float | None = None

    def at(self, u: float) -> Value:
        """The value at ``u`` in [0, 1) of the inverse distribution function."""
        if self.shares:
            reached = 0.0
            for option, share in self.shares:
                reached += share
                if share > 0 and u < reached:
                    return option
            return [option for option, share in self.shares if share > 0][-1]
        low, high = self.low, self.high
        assert low is not None
        assert high is not None
        if self.kind == "integer":
            return int(min(high, low + math.floor(u * (high - low + 1))))
        if self.kind == "log_uniform":
            return min(max(math.pow(low, 1 - u) * math.pow(high, u), low), high)
        if self.mean is None or self.std is None:
            return low + u * (high - low)
        a, b = (_NORMAL.cdf((bound - self.mean) / self.std) for bound in (low, high))
        p = min(max(a + u * (b - a), 1e-15), 1 - 1e-15)
        return min(max(self.mean + self.std * _NORMAL.inv_cdf(p), low), high)

    def among(self, options: Collection[Value]) -> Distribution | None:
        """Only these of the options, with shares in proportion to theirs; None: none of them is one."""
        kept = [(option, share) for option, share in self.shares if option in options]
        total = math.fsum(share for _, share in kept)
        shares = tuple((option, share / total if total else 1 / len(kept)) for option, share in kept)
        return replace(self, shares=shares) if kept else None

    def within(self, low: float, high: float) -> Distribution | None:
        """What of a number's bounds is within these; None: nothing."""
        assert self.low is not None
        assert self.high is not None
        low, high = max(self.low, low), min(self.high, high)
        if self.kind == "integer":
            low, high = math.ceil(low), math.floor(high)
        return replace(self, low=low, high=high) if low <= high else None

    def __str__(self) -> str:
        if self.kind == "choice":
            return ", ".join(f"{value} {share:.4g}" for value, share in self.shares)
        if self.kind == "chance":
            return f"true with probability {self.shares[0][1]:.4g}"
        if self.kind == "setting":
            return f"{self.shares[0][0]}, unless it is pinned"
        if self.kind == "rng":
            return "bulk noise"
        bounds = f"{self.kind} {_bounds(self)}"
        return bounds if self.mean is None else f"{bounds}, mean {self.mean:g}, std {self.std:g}"


@dataclass
class _Record:
    values: dict[str, Value] = field(default_factory=dict)
    distributions: dict[str, Distribution] = field(default_factory=dict)
    cells: int = 1  # combinations of the balanced choices drawn so far


class Draw:
    """Randomness of one image, or of a part of it (see :meth:`scope`).

    Args:
        seed: the dataset's seed.
        index: the image's number in the dataset.
        given: values pinned by name, or what they are narrowed to: ``clear|cloudy`` leaves of a choice
            only these, in their shares, and ``0.8..1.2`` of a number's bounds. ``*`` in a name stands
            for any part of it: ``mug/*/height_m``. A full name goes before a pattern, a longer pattern
            before a shorter.
        balanced: names (or patterns) that take a low-discrepancy sequence over the index in place
            of their stream, so that shares over the dataset are exact. Choices whose options are
            equally likely are balanced jointly, in the order in which they are drawn: every
            combination of their options comes once before any comes again.
        time_s: since the beginning of the drive that the image is of; None: it is of no drive, and time
            stands still at 0. No value depends on it.

    Raises:
        DrawError: on a name that is malformed or used twice, bounds in the wrong order, or a
            pinned value that the distribution cannot give.
    """

    def __init__(
        self,
        seed: int,
        index: int,
        given: Mapping[str, Value] | None = None,
        balanced: Collection[str] = (),
        time_s: float | None = None,
    ) -> None:
        self.seed = seed
        self.index = index
        self.time_s = time_s or 0.0
        self.still = time_s is None
        self._given = dict(given or {})
        self._balanced = tuple(balanced)
        self._prefix = ""
        self._needs: dict[str, tuple[Value, ...]] = {}
        self._record = _Record()

    def needing(self, needs: Mapping[str, Sequence[Value]]) -> Draw:
        """The same randomness, some of whose draws can give less: those that what is shown depends on.

        Args:
            needs: by name or pattern within this scope: of a choice or a chance the options that are left,
                with their shares to each other; of a number the low and high that it stays between. What is
                pinned has to be among them.
        """
        inner = Draw.__new__(Draw)
        inner.__dict__ = dict(self.__dict__)
        inner._needs = {**self._needs, **{self._prefix + name: tuple(left) for name, left in needs.items()}}
        return inner

    def refused(self, needs: Mapping[str, Sequence[Value]]) -> tuple[str, ...]:
        """Which of ``needs`` of :meth:`needing` a pinned value is at odds with."""
        found = []
        for name, left in needs.items():
            full = self._prefix + name
            for pinned, value in self._given.items():
                same = fnmatch.fnmatchcase(full, pinned) or fnmatch.fnmatchcase(pinned, full)
                if same and not _among(value, tuple(left)):
                    found.append(name)
        return tuple(dict.fromkeys(found))

    def scope(self, name: str, number: int | None = None) -> Draw:
        """The same randomness, with ``name/`` or ``name/number/`` in front of every name."""
        inner = Draw.__new__(Draw)
        inner.__dict__ = dict(self.__dict__)
        part = name if number is None else f"{name}/{number}"
        inner._prefix = f"{self._prefix}{part}/"
        return inner

    def again(self) -> Draw:
        """The same randomness once more: the same values, of which nothing is recorded."""
        twin = Draw.__new__(Draw)
        twin.__dict__ = {**self.__dict__, "_record": _Record(cells=self._record.cells)}
        return twin

    def uniform(self, name: str, low: float, high: float) -> float:
        """A number between ``low`` and ``high``, all equally likely."""
        low, high = float(low), float(high)  # a numpy scalar would not survive in a JSON record
        return float(self._take(name, Distribution("uniform", low, high)))

    def log_uniform(self, name: str, low: float, high: float) -> float:
        """A number between ``low`` > 0 and ``high`` whose logarithm is uniform."""
        low, high = float(low), float(high)
        if not low > 0:
            raise DrawError(f"draw {self._prefix}{name}: log_uniform needs low > 0, got {low:g}")
        return float(self._take(name, Distribution("log_uniform", low, high)))

    def normal(self, name: str, mean: float, std: float, low: float, high: float) -> float:
        """A normal number, truncated (by its inverse distribution function) to ``low`` … ``high``."""
        mean, std, low, high = float(mean), float(std), float(low), float(high)
        if not (0 < std < math.inf and math.isfinite(mean)):
            raise DrawError(
                f"draw {self._prefix}{name}: normal needs a finite mean and std > 0, got {mean} and {std}"
            )
        return float(self._take(name, Distribution("normal", low, high, mean=mean, std=std)))

    def integer(self, name: str, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        if not all(math.isfinite(bound) and bound == math.floor(bound) for bound in (low, high)):
            raise DrawError(f"draw {self._prefix}{name}: integer needs whole bounds, got {low} and {high}")
        low, high = int(low), int(high)
        return int(self._take(name, Distribution("integer", low, high)))

    def choice[T: Value](self, name: str, options: Mapping[T, float] | Sequence[T]) -> T:
        """One of ``options``; a mapping gives their shares, which need not add up to 1."""
        weights = dict(options) if isinstance(options, Mapping) else dict.fromkeys(options, 1.0)
        if len(weights) < len(options):
            raise DrawError(
                f"draw {self._prefix}{name}: an option stands twice in {list(options)}; "
                "give the shares in a mapping"
            )
        strange = [option for option in weights if not isinstance(option, bool | int | float | str)]
        if strange:
            raise DrawError(
                f"draw {self._prefix}{name}: options are texts, numbers or booleans, so that they can be "
                f"recorded and pinned, got {strange[0]!r}; choose the key of a mapping"
            )
        total = math.fsum(weights.values())
        if not 0 < total < math.inf or min(weights.values()) < 0:
            raise DrawError(
                f"draw {self._prefix}{name}: choice needs options with shares >= 0 that are not all 0, "
                f"got {weights}"
            )
        shares = tuple((option, weight / total) for option, weight in weights.items())
        chosen = self._take(name, Distribution("choice", shares=shares))
        return next(option for option, _ in shares if option == chosen)

    def chance(self, name: str, probability: float) -> bool:
        """True with the given probability."""
        if not 0 <= probability <= 1:
            raise DrawError(f"draw {self._prefix}{name}: a probability is from 0 to 1, got {probability}")
        probability = float(probability)
        distribution = Distribution("chance", shares=((True, probability), (False, 1 - probability)))
        return bool(self._take(name, distribution))

    def rng(self, name: str) -> np.random.Generator:
        """A numpy generator for bulk noise (a texture, a thousand positions); it cannot be pinned."""
        full = self._claim(name, Distribution("rng"))
        if full in self._given:
            raise DrawError(f"draw {full}: pinned to {self._given[full]!r}, but bulk noise cannot be pinned")
        return np.random.Generator(np.random.Philox(key=self._hash(full, "rng")))

    def setting(self, name: str, default: str) -> str:
        """A text of the recipe's, not of chance: ``default`` unless it is pinned to any other."""
        distribution = Distribution("setting", shares=((default, 1.0),))
        return str(self._take(name, distribution))

    @property
    def values(self) -> dict[str, Value]:
        """All values drawn so far by any scope of this image, sorted by name."""
        return dict(sorted(self._record.values.items()))

    @property
    def distributions(self) -> dict[str, Distribution]:
        """The distribution behind every name drawn so far, sorted by name."""
        return dict(sorted(self._record.distributions.items()))

    def _claim(self, name: str, distribution: Distribution) -> str:
        full = self._prefix + name
        if not _NAME.fullmatch(full):
            raise DrawError(
                f"draw {full!r}: a name is made of lower-case letters, digits and _, with / between parts"
            )
        if full in self._record.distributions:
            raise DrawError(
                f"draw {full}: this name was drawn before in this image; "
                "give each decision its own name, or its own draw.scope(name, number)"
            )
        self._record.distributions[full] = distribution
        return full

    def _take(self, name: str, distribution: Distribution) -> Value:
        full = self._claim(name, distribution)
        low, high = distribution.low, distribution.high
        if low is not None and high is not None and not (math.isfinite(high - low) and low <= high):
            raise DrawError(f"draw {full}: low must be finite and not above high, got {low} and {high}")
        pinned = self._pinned(full)
        narrowed = distribution if pinned is None else _narrowed(full, pinned, distribution)
        if narrowed is None:
            assert pinned is not None
            value = _checked(full, pinned, self._left(full, distribution))
        else:
            value = self._left(full, narrowed).at(self._unit(full, narrowed))
        self._record.values[full] = value
        return value

    def _left(self, full: str, whole: Distribution) -> Distribution:
        """What needs leave of a distribution."""
        for pattern, left in self._needs.items():
            if full != pattern and not ("*" in pattern and fnmatch.fnmatchcase(full, pattern)):
                continue
            if whole.shares:
                kept, needed = whole.among(left), f"one of {', '.join(map(_text, left))}"
            else:
                low, high = map(float, left)
                kept, needed = whole.within(low, high), f"{low:g} to {high:g}"
            if kept is None:
                raise DrawError(f"draw {full}: {needed} is needed, got {whole}")
            whole = kept
        return whole

    def _pinned(self, full: str) -> Value | None:
        if full in self._given:
            return self._given[full]
        patterns = [p for p in self._given if "*" in p and fnmatch.fnmatchcase(full, p)]
        return self._given[max(patterns, key=lambda p: (len(p), p))] if patterns else None

    def _unit(self, full: str, distribution: Distribution) -> float:
        """The number in [0, 1) behind a name."""
        if self._balanced and any(fnmatch.fnmatchcase(full, pattern) for pattern in self._balanced):
            key = self._hash(full, "balance", index=False)
            options = len(distribution.shares)
            even = options > 1 and len({share for _, share in distribution.shares}) == 1
            cells = self._record.cells
            if even and cells * options <= _MOST_CELLS:
                self._record.cells *= options
                return (_stratum(self.index, cells, options, key) + 0.5) / options
            return _low_discrepancy(self.index, key)
        return (self._hash(full, "unit") >> 75) * 2.0**-53

    def _hash(self, full: str, purpose: str, index: bool = True) -> int:
        key = f"{self.seed}\n{self.index if index else ''}\n{purpose}\n{full}".encode()
        return int.from_bytes(hashlib.blake2b(key, digest_size=16).digest())


def _narrowed(full: str, pinned: Value, distribution: Distribution) -> Distribution | None:
    """What is left of the distribution within ``clear|cloudy`` or ``0.5..1.2``; None: a single value."""
    if not isinstance(pinned, str) or distribution.kind == "setting":
        return None
    if distribution.shares:
        if "|" not in pinned or any(_text(option) == pinned for option, _ in distribution.shares):
            return None
        return distribution.among([_checked(full, name, distribution) for name in pinned.split("|")])
    bounds = _RANGE.fullmatch(pinned)
    if not bounds:
        return None
    low, high = (_checked(full, float(text), distribution) for text in bounds.groups())
    assert isinstance(low, float | int)
    assert isinstance(high, float | int)
    if low > high:
        raise DrawError(f"draw {full}: given {pinned!r}, but a range is LOW..HIGH with LOW not above HIGH")
    return distribution.within(low, high)


def _among(value: Value, left: tuple[Value, ...]) -> bool:
    """Whether something of what is pinned is one of the options, or in the range, that is left."""
    numbers = [x for x in left if isinstance(x, int | float) and not isinstance(x, bool)]
    bounds = _RANGE.fullmatch(value) if isinstance(value, str) else None
    if len(numbers) == len(left) and (bounds or not isinstance(value, str | bool)):
        low, high = map(float, bounds.groups() if bounds else (value, value))
        return low <= max(numbers) and high >= min(numbers)
    options = {_text(option) for option in left}
    return bool({_text(value), *_text(value).split("|")} & options)


def _checked(full: str, value: Value, distribution: Distribution) -> Value:
    """``value`` as the distribution would have given it, or the error that says what it may be."""
    if distribution.kind == "setting":
        return _text(value)
    if distribution.kind in ("choice", "chance"):
        # A pinned value comes from text, where the option "1" and the number 1 look alike.
        for option, _ in distribution.shares:
            if _text(option) == _text(value):
                return option
        options = ", ".join(_text(option) for option, _ in distribution.shares)
        raise DrawError(f"draw {full}: pinned to {value!r}, but it is one of: {options}")
    low, high = distribution.low, distribution.high
    assert low is not None
    assert high is not None
    whole = distribution.kind == "integer"
    if isinstance(value, bool | str) or not low <= value <= high or (whole and value != int(value)):
        noun = "a whole number" if whole else "a number"
        raise DrawError(f"draw {full}: pinned to {value!r}, but it is {noun} from {_bounds(distribution)}")
    return int(value) if whole else float(value)


def _bounds(distribution: Distribution) -> str:
    """``low to high``, whole numbers in full."""
    whole = distribution.kind == "integer"
    return " to ".join(
        str(bound) if whole else f"{bound:g}" for bound in (distribution.low, distribution.high)
    )


def _text(value: Value) -> str:
    """A choice's option as a user writes it: 1 and 1.0 are one, and so are True and true."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _stratum(index: int, cells: int, options: int, key: int) -> int:
    """Which of ``options`` image ``index`` takes, where earlier choices have ``cells`` combinations.

    Of ``cells * options`` images in a row, each combination with each option is one: the images of one
    combination follow each other at a distance of ``cells`` and take the options in turn. Where they
    begin is shuffled among combinations, so that short runs are even, too.
    """
    turn, cell = divmod(index, cells)
    begin = _shuffled(key, cells)[cell]
    return _shuffled(key + 1, options)[(turn + begin) % options]


@lru_cache(maxsize=256)
def _shuffled(key: int, count: int) -> tuple[int, ...]:
    """The numbers below ``count`` in an order of the key's."""

    def place(number: int) -> bytes:
        return hashlib.blake2b(f"{key} {number}".encode(), digest_size=8).digest()

    return tuple(sorted(range(count), key=place))


def _low_discrepancy(index: int, key: int) -> float:
    """Point ``index`` of a shuffled, scrambled van der Corput sequence, in [0, 1).

    Nested uniform (Owen) scrambling of the index order and of the digits, after Burley, "Practical
    Hash-based Owen Scrambling", JCGT 9(4), 2020, with an exact bit-by-bit permutation: every
    aligned block of 2^k images holds one point in each of 2^k equal intervals, and sequences with
    different keys are independent of each other.
    """
    bits = 32
    shuffled = _owen(index % 2**bits, key & (2**64 - 1), bits)
    reversed_index = int(f"{shuffled:0{bits}b}"[::-1], 2)
    return _owen(reversed_index, key >> 64, bits) * 2.0**-bits


def _owen(number: int, key: int, bits: int) -> int:
    """Flip each bit of ``number`` by a hash of the bits above it."""
    result = 0
    for bit in reversed(range(bits)):
        above = number >> (bit + 1)
        digest = hashlib.blake2b(f"{key} {bit} {above}".encode(), digest_size=1).digest()
        result |= ((number >> bit & 1) ^ (digest[0] & 1)) << bit
    return result

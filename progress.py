"""How a batch goes, on the terminal: a bar, or plain lines where nobody watches."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from .render.pool import Failure

__all__ = ["ProgressDisplay"]

_LINE_EVERY_S = 10.0


class ProgressDisplay:
    """Shows images done, rate, time left and rejected images, on stderr, while it is open."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._total = self._finished = self._made = self._rejected = 0
        self._start = self._last_line = time.monotonic()
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def __enter__(self) -> ProgressDisplay:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begins(self, total: int, done_before: int, workers: int) -> None:
        self._total, self._finished = total, done_before
        self._start = self._last_line = time.monotonic()
        if done_before:
            self._console.print(f"{done_before} of {_number(total, 'image')} done already", highlight=False)
        if done_before == total:
            return
        if not self._console.is_terminal:
            crew = f"{_number(total - done_before, 'image')} with {_number(workers, 'worker')}"
            self._console.print(f"rendering {crew}", highlight=False)
            return
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[rejected]}"),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("images", total=total, completed=done_before, rate="", rejected="")
        self._bar.start()

    def done(self, index: int, seconds: float) -> None:
        self._made += 1
        self._show()

    def failed(self, failure: Failure) -> None:
        self._rejected += 1
        line = f"image {failure.index} is set aside: {failure.reason}"
        self._console.print(line, style="yellow", highlight=False, markup=False)
        self._show()

    def _show(self) -> None:
        finished = self._finished + self._made
        now = time.monotonic()
        rate = _rate(self._made, now - self._start)
        rejected = f"{self._rejected} rejected" if self._rejected else ""
        if self._bar is not None:
            self._bar.update(self._task, completed=finished + self._rejected, rate=rate, rejected=rejected)
        elif now - self._last_line > _LINE_EVERY_S or finished + self._rejected == self._total:
            self._last_line = now
            left = (self._total - finished - self._rejected) * (now - self._start) / max(1, self._made)
            words = [
                f"{finished} of {_number(self._total, 'image')}",
                rate,
                f"{_duration(left)} left" if left else "",
                rejected,
            ]
            self._console.print(", ".join(filter(None, words)), highlight=False)


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _rate(made: int, seconds: float) -> str:
    per_minute = 60 * made / max(seconds, 1e-9)
    return f"{per_minute / 60:.1f} images/s" if per_minute >= 120 else f"{per_minute:.1f} images/min"


def _duration(seconds: float) -> str:
    minutes, whole_seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{whole_seconds:02}"

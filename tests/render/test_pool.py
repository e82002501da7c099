"""The pool outlives crashes, hangs and exceptions of its workers, and they do not outlive it."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from cyclorama.errors import DatasetError
from cyclorama.render import pool
from cyclorama.render.machine import available_bytes, cores, crew
from cyclorama.render.pool import Job, Limits, run
from cyclorama.render.process import WorkerProcess
from cyclorama.scenes.camera import Resolution

FAKES = Path(__file__).parents[1] / "fake_frames.py"


def job(folder, **setup):
    return Job(f"{FAKES}:misbehaving", {"folder": str(folder), **setup})


def attempts(folder, index):
    """Process ids of the attempts at a frame, in their order."""
    return [path.suffix[1:] for path in sorted(folder.glob(f"{index}.attempt*"))]


def workers_of(parent):
    return [p for p in psutil.Process(parent).children() if "cyclorama.render.worker" in p.cmdline()]


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def test_every_frame_is_made_once(tmp_path):
    heard = []
    summary = run(job(tmp_path), range(5, 25), Limits(workers=2), on_done=lambda i, s: heard.append((i, s)))
    assert sorted(summary.done) == sorted(i for i, _ in heard) == list(range(5, 25))
    assert all(s > 0 for _, s in heard)
    assert summary.failures == []
    assert all(len(attempts(tmp_path, i)) == 1 for i in range(5, 25))


def test_no_more_workers_than_frames(tmp_path):
    run(job(tmp_path), range(2), Limits(workers=8))
    assert len({p for i in range(2) for p in attempts(tmp_path, i)}) <= 2


def test_nothing_to_do(tmp_path):
    assert run(job(tmp_path, start="crash"), [], Limits(workers=2)).done == []


@pytest.mark.parametrize("how", ["crash", "exit", "raise", "render error"])
def test_a_frame_that_fails_once_is_made_by_another_process(tmp_path, how):
    summary = run(job(tmp_path, plan={"3": [how]}), range(6), Limits(workers=1))
    assert sorted(summary.done) == list(range(6))
    first, second = attempts(tmp_path, 3)
    assert first != second


@pytest.mark.parametrize(
    ("how", "reason", "tail"),
    [
        ("crash", "worker killed by SIGSEGV", "about to crash"),
        ("exit", "worker ended with exit status 7", "begins 2"),
        ("raise", "ValueError: a bad value (fake_frames.py:", "ValueError: a bad"),
        ("render error", "CUDA is out of memory", "begins 2"),
    ],
)
def test_a_frame_that_always_fails_is_set_aside_after_three_attempts(tmp_path, how, reason, tail):
    heard = []
    plan = {"2": [how] * 9}
    summary = run(job(tmp_path, plan=plan), range(8), Limits(workers=2), on_failure=heard.append)
    assert sorted(summary.done) == [0, 1, 3, 4, 5, 6, 7]
    (failure,) = summary.failures
    assert heard == [failure]
    assert (failure.index, failure.attempts) == (2, 3)
    assert failure.reason.startswith(reason)
    assert "\n" not in failure.reason
    assert tail in failure.tail
    assert "begins 3" not in failure.tail, "the tail is of this frame alone"
    assert summary.stopped is None


def test_a_crash_leaves_its_python_stack_in_the_tail(tmp_path):
    summary = run(job(tmp_path, plan={"0": ["crash"] * 3}), range(1), Limits())
    assert "in behave" in summary.failures[0].tail


@pytest.mark.parametrize("how", ["hang", "hang with the interpreter's lock"])
def test_a_frame_that_hangs_is_ended(tmp_path, how):
    summary = run(job(tmp_path, plan={"1": [how] * 3}), range(4), Limits(workers=2, timeout_s=0.3))
    assert sorted(summary.done) == [0, 2, 3]
    assert summary.failures[0].reason == "worker gave no answer for 0 s and was ended"


def test_a_mistake_in_the_script_is_not_retried(tmp_path):
    summary = run(job(tmp_path, plan={"1": ["mistake"]}), range(4), Limits(workers=1))
    assert summary.failures[0].reason == "the script raised"
    assert len(attempts(tmp_path, 1)) == 1
    processes = {p for i in range(4) for p in attempts(tmp_path, i)}
    assert len(processes) == 1, "the worker is as good as before"


@pytest.mark.parametrize(("how", "mistake"), [("mistake", True), ("crash", False)])
def test_a_run_in_which_everything_fails_alike_ends_early(tmp_path, how, mistake):
    plan = {str(i): [how] * 3 for i in range(1000)}
    summary = run(job(tmp_path, plan=plan), range(1000), Limits(workers=2))
    assert summary.stopped is not None
    assert summary.stopped.startswith("every image fails, so the run has stopped: ")
    assert summary.mistake == mistake
    assert len(list(tmp_path.glob("*.attempt*"))) <= 8


def test_one_success_means_that_not_everything_fails(tmp_path):
    plan = {str(i): ["mistake"] for i in range(1, 12)}
    summary = run(job(tmp_path, plan=plan), range(12), Limits(workers=1))
    assert summary.stopped is None
    assert len(summary.failures) == 11


def test_workers_that_cannot_be_set_up(tmp_path):
    summary = run(job(tmp_path, start="raise"), range(1000), Limits(workers=2))
    assert (summary.stopped, summary.mistake) == ("no such scene", True)
    summary = run(job(tmp_path, start="crash"), range(1000), Limits(workers=2))
    assert summary.stopped is not None
    assert "worker killed by SIGABRT before its first frame" in summary.stopped


def test_a_worker_that_holds_too_much_memory_is_replaced(tmp_path):
    plan = {"1": ["grow"]}
    summary = run(job(tmp_path, plan=plan), range(4), Limits(workers=1, memory_bytes=250 * 2**20))
    assert sorted(summary.done) == [0, 1, 2, 3]
    (a,), (b,), (c,), (d,) = (attempts(tmp_path, i) for i in range(4))
    assert a == b != c == d


def test_workers_end_when_the_parent_s_own_part_fails(tmp_path):
    def full(index, seconds):
        raise DatasetError("the disk is full")

    with pytest.raises(DatasetError, match="full"):
        run(job(tmp_path), range(100), Limits(workers=2), on_done=full)
    assert workers_of(os.getpid()) == []


RUN = """
import sys
from cyclorama.render.pool import Job, Limits, run
from cyclorama.render.process import WorkerProcess
folder, takes_s, grace_s = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
job = Job(sys.argv[4], {"folder": folder, "takes_s": takes_s, "plan": {"0": sys.argv[5:]}})
summary = run(job, range(1000), Limits(workers=2, grace_s=grace_s))
print(len(summary.done), summary.signal)
"""


def start(folder, takes_s, grace_s=5.0, *plan, nohup=False):
    words = [str(folder), str(takes_s), str(grace_s), f"{FAKES}:misbehaving", *plan]
    command = [*["nohup"] * nohup, sys.executable, "-P", "-c", RUN, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("how", ["well", "hang with the interpreter's lock"])
def test_workers_die_with_the_parent_within_a_frame(tmp_path, how):
    with start(tmp_path, 1000, 5, how) as parent:
        wait_for(lambda: len(list(tmp_path.glob("*.attempt*"))) == 2)
        workers = workers_of(parent.pid)
        assert len(workers) == 2
        parent.kill()
        parent.wait()
        _, alive = psutil.wait_procs(workers, timeout=5)
        assert alive == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_lets_frames_finish(tmp_path, number):
    with start(tmp_path, 0.5) as parent:
        wait_for(lambda: len(list(tmp_path.glob("*.attempt*"))) == 2)
        parent.send_signal(number)
        output, _ = parent.communicate(timeout=10)
    assert output.split() == ["2", str(int(number))]
    assert len(list(tmp_path.glob("*.done"))) == 2


def test_a_run_under_nohup_outlives_a_logout(tmp_path):
    """nohup has the process start with SIGHUP ignored; the other signals still end it."""
    with start(tmp_path, 0.5, nohup=True) as parent:
        wait_for(lambda: len(list(tmp_path.glob("*.attempt*"))) == 2)
        parent.send_signal(signal.SIGHUP)
        wait_for(lambda: len(list(tmp_path.glob("*.done"))) >= 4)
        parent.send_signal(signal.SIGTERM)
        output, _ = parent.communicate(timeout=10)
    assert int(output.split()[0]) >= 4
    assert output.split()[1] == str(int(signal.SIGTERM))


def test_an_interrupted_run_does_not_wait_for_ever(tmp_path):
    with start(tmp_path, 1000, 0.3) as parent:
        wait_for(lambda: len(list(tmp_path.glob("*.attempt*"))) == 2)
        parent.send_signal(signal.SIGINT)
        output, _ = parent.communicate(timeout=10)
    assert output.split() == ["0", "2"]


def test_the_second_ctrl_c_ends_a_run_at_once(tmp_path):
    with start(tmp_path, 1000, 1000) as parent:
        wait_for(lambda: len(list(tmp_path.glob("*.attempt*"))) == 2)
        workers = workers_of(parent.pid)
        parent.send_signal(signal.SIGINT)
        time.sleep(0.3)
        parent.send_signal(signal.SIGINT)
        output, _ = parent.communicate(timeout=10)
    assert output.split() == ["0", "2"]
    assert not any(worker.is_running() for worker in workers)


def test_handlers_of_signals_are_given_back(tmp_path):
    before = signal.getsignal(signal.SIGINT)
    run(job(tmp_path), range(1), Limits())
    assert signal.getsignal(signal.SIGINT) is before


def test_a_run_from_another_thread(tmp_path):
    summaries = []
    thread = threading.Thread(target=lambda: summaries.append(run(job(tmp_path), range(3), Limits())))
    thread.start()
    thread.join(30)
    assert sorted(summaries[0].done) == [0, 1, 2]


def test_a_large_set_up_does_not_wait_for_the_worker(tmp_path):
    """A recipe of thousands of models is more than a pipe takes; the worker may hang at its start."""
    started = time.monotonic()
    worker = WorkerProcess(job(tmp_path, start="hang", models=["bolt/m8.stl" * 10] * 10_000))
    try:
        assert time.monotonic() - started < 3
        wait_for(lambda: "set up in" in worker.tail())
    finally:
        worker.close()
    assert run(job(tmp_path, models=["bolt/m8.stl" * 10] * 10_000), range(2), Limits()).done == [0, 1]


def test_no_file_descriptor_stays_open(tmp_path):
    before = psutil.Process().num_fds()
    run(job(tmp_path, plan={"1": ["crash"] * 3}), range(4), Limits(workers=2))
    assert psutil.Process().num_fds() == before


def test_timeout_follows_the_median():
    waiting = pool._Pool(Job("", {}), pool.deque(), Limits(), lambda *_: None, lambda *_: None)
    assert waiting._timeout_s() == 1800
    waiting._seconds.extend([1, 2, 3])
    assert waiting._timeout_s() == 120
    waiting._seconds.extend([60, 70, 80, 90, 100])
    assert waiting._timeout_s() == 10 * (60 + 70) / 2


def test_crew_shares_cores_and_memory(monkeypatch):
    monkeypatch.setattr("cyclorama.render.machine.cores", lambda: 8)
    monkeypatch.setattr("cyclorama.render.machine.available_bytes", lambda: 16 * 2**30)
    monkeypatch.setattr("cyclorama.render.machine._has_gpu", lambda device: device != "cpu")
    vga = Resolution(640, 480)
    assert (crew(None, 100, vga, "cpu").workers, crew(None, 100, vga, "cpu").threads) == (8, 1)
    assert (crew(None, 3, vga, "cpu").workers, crew(None, 3, vga, "cpu").threads) == (3, 2)
    assert (crew(2, 100, vga, "cpu").workers, crew(2, 100, vga, "cpu").threads) == (2, 4)
    assert crew(None, 100, vga, "optix").workers == 3
    assert crew(None, 100, Resolution(7680, 4320), "cpu").workers == 1
    assert crew(2, 100, vga, "cpu").memory_bytes == int(0.9 * 16 * 2**30 / 2)


def test_this_machine_has_something():
    assert 1 <= cores() <= (os.cpu_count() or 1)
    assert available_bytes() > 2**26


def test_a_control_group_is_respected(monkeypatch, tmp_path):
    monkeypatch.setattr("cyclorama.render.machine._CGROUP", tmp_path)
    (tmp_path / "cpu.max").write_text("100000 100000\n")
    (tmp_path / "memory.max").write_text(f"{2**30}\n")
    (tmp_path / "memory.current").write_text(f"{2**29}\n")
    assert cores() == 1
    assert available_bytes() == 2**29
    (tmp_path / "memory.stat").write_text(f"anon 5\nfile {2**29}\ninactive_file {2**28}\nactive_file 7\n")
    assert available_bytes() == 2**29 + 2**28, "pages of files that were read once are as good as free"
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert cores() >= 1
    assert available_bytes() != 2**29

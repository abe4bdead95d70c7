"""Two sweeps at the same moment: one folder, and nothing run twice."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.engines.worker import Worker
from experiments.plan import plan
from experiments.rounds import run_missing
from experiments.store import files
from sim.errors import ConfigError
from tests.experiments.small import asked, begun, firewood, wait_for_shards

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")

SLOW = """
import sys, time
from pathlib import Path
from app.cli import main
from experiments import making
make, here = making.make, Path(sys.argv.pop(1))
def slow(*given):
    (here / "making").touch()
    while not (here / "go").exists():
        time.sleep(0.01)
    return make(*given)
making.make = slow
main()
"""
"""`firewood`, which waits before it makes a folder."""


@pytest.mark.parametrize("more", [(), ("sweep=mine",)])
def test_two_that_plan_the_same_at_once_have_one_folder(tmp_path: Path, more: tuple[str, ...]) -> None:
    words = ["sweep", *asked(tmp_path / "out", *more), "--plan"]
    first = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(tmp_path), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        until = time.monotonic() + 120
        while not (tmp_path / "making").exists():
            assert first.poll() is None, first.communicate()
            assert time.monotonic() < until
            time.sleep(0.01)
        with begun(*words) as second:
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(timeout=6)
            (tmp_path / "go").touch()
            assert second.wait(timeout=120) == 0, second.communicate()
            assert "24 runs of 4 points, 0 of them new" in second.communicate()[1]
        assert first.wait(timeout=120) == 0, first.communicate()
    finally:
        first.kill()
        first.communicate()
    assert [path.name for path in (tmp_path / "out" / "sweeps").glob("[!.]*")] == [more[0][6:] if more else "1"]


def test_a_sweep_that_is_being_run_is_not_run_a_second_time(tmp_path: Path) -> None:
    found = plan(asked(tmp_path)).sweep
    with files.at_work(found.path):
        with pytest.raises(ConfigError, match=rf"another command is at work on this sweep \(process {os.getpid()}\)"):
            run_missing(found, Worker())
        assert found.status().done == 0
        run_missing(found, Worker(), part=(1, 2))
        assert 0 < found.status().done < 24, "slices are meant for several processes"
    run_missing(found, Worker())
    assert found.status().missing == 0


@pytest.mark.slow
def test_the_second_command_is_told_so_and_the_first_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "sweeps" / "1"
    words = asked(tmp_path, "replicates=400")
    with begun("sweep", *words) as first:
        wait_for_shards(folder, 1, first)
        for again in (firewood("sweep", *words), firewood("resume", str(folder))):
            assert again.returncode == 2, again.stdout
            assert f"another command is at work on this sweep (process {first.pid})" in again.stderr
            assert f"firewood status {folder}" in again.stderr
        first.kill()
        first.wait()
    assert firewood("resume", str(folder)).returncode == 0, "a kill makes room"
    assert [path.name for path in folder.parent.glob("[!.]*")] == ["1"]

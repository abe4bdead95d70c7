"""Sweeps that are killed: afterwards `resume` gives every run once, and the digest of an undisturbed sweep."""

import os
import signal
import sys
from pathlib import Path

import pytest

from experiments import open_sweep, sweep
from experiments.store.folder import Sweep
from tests.experiments.small import (
    asked,
    begun,
    firewood,
    gone,
    kill,
    made,
    see_that_it_is_whole,
    wait_for_shards,
    workers_of,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

LONG = (
    "network.size=60",
    "weeks=260",
    "network=trust_a,trust_d",
    "seasoning=0.2,0.8",
    "replicates=40",
    "engine.seconds=0.008",
)
"""160 runs, one or two a shard: several seconds on two cores."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    return made(tmp_path_factory.mktemp("undisturbed"), words=LONG)


@pytest.mark.slow
def test_a_killed_driver_loses_nothing(tmp_path: Path, undisturbed: Sweep) -> None:
    folder = tmp_path / "sweeps" / "1"
    with begun("sweep", *asked(tmp_path, words=LONG)) as driver:
        done = wait_for_shards(folder, 3, driver)
        workers = workers_of(folder)
        driver.kill()
        driver.wait()
        assert driver.returncode == -signal.SIGKILL
        assert gone(workers), "processes of a killed sweep go on"
    status = open_sweep(folder).status()
    assert status.done >= len(done)
    assert status.missing > 0
    resumed = firewood("resume", str(folder))
    assert resumed.returncode == 0, resumed.stderr
    assert resumed.stdout.splitlines()[-1] == f"digest {undisturbed.digest}"
    see_that_it_is_whole(folder, undisturbed)


@pytest.mark.slow
def test_a_killed_worker_is_replaced(tmp_path: Path, undisturbed: Sweep) -> None:
    folder = tmp_path / "sweeps" / "1"
    with begun("sweep", *asked(tmp_path, "engine.processes=2", words=LONG)) as driver:
        wait_for_shards(folder, 3, driver)
        kill(workers_of(folder)[0])
        out, err = driver.communicate(timeout=300)
        assert driver.returncode == 0, err
        assert "A process died" in err
        assert f"digest {undisturbed.digest}" in out
    see_that_it_is_whole(folder, undisturbed)


@pytest.mark.slow
def test_driver_and_workers_killed_at_once(tmp_path: Path, undisturbed: Sweep) -> None:
    folder = tmp_path / "sweeps" / "1"
    for count in (3, 9):
        with begun("sweep", *asked(tmp_path, "engine.processes=2", words=LONG)) as driver:
            wait_for_shards(folder, count, driver)
            workers = workers_of(folder)
            os.kill(driver.pid, signal.SIGSTOP)
            for number in (*workers, driver.pid):
                kill(number)
            driver.wait()
            assert gone(workers)
    assert firewood("resume", str(folder)).returncode == 0
    see_that_it_is_whole(folder, undisturbed)


@pytest.mark.slow
def test_a_killed_slice_is_made_up_for(tmp_path: Path, undisturbed: Sweep) -> None:
    folder = tmp_path / "sweeps" / "1"
    assert firewood("sweep", *asked(tmp_path, words=LONG), "--plan").returncode == 0
    with begun("worker", str(folder), "--slice", "1/3") as one:
        wait_for_shards(folder, 3, one)
        kill(one.pid)
        one.wait()
    for part in ("2/3", "3/3"):
        assert firewood("worker", str(folder), "--slice", part).returncode == 0
    assert open_sweep(folder).status().missing > 0
    assert firewood("worker", str(folder), "--slice", "1/3").returncode == 0
    see_that_it_is_whole(folder, undisturbed)


@pytest.mark.slow
def test_an_interrupted_sweep_says_what_is_kept(tmp_path: Path, undisturbed: Sweep) -> None:
    folder = tmp_path / "sweeps" / "1"
    with begun("sweep", *asked(tmp_path, words=LONG)) as driver:
        wait_for_shards(folder, 3, driver)
        driver.send_signal(signal.SIGINT)
        _, err = driver.communicate(timeout=60)
    assert driver.returncode == 130, err
    assert "of 160 runs are kept; go on with: firewood resume" in err
    assert "Traceback" not in err
    sweep(*asked(tmp_path, words=LONG))
    see_that_it_is_whole(folder, undisturbed)


@pytest.mark.slow
def test_two_writers_of_the_same_runs_double_nothing(tmp_path: Path, undisturbed: Sweep) -> None:
    folder = tmp_path / "sweeps" / "1"
    assert firewood("sweep", *asked(tmp_path, words=LONG), "--plan").returncode == 0
    with begun("worker", str(folder), "--slice", "1/1") as one, begun("worker", str(folder), "--slice", "1/1") as two:
        for each in (one, two):
            _, err = each.communicate(timeout=300)
            assert each.returncode == 0, err
    see_that_it_is_whole(folder, undisturbed)
    assert not list((folder / "shards").glob(".unfinished-*"))


@pytest.mark.slow
def test_status_looks_in_from_another_shell(tmp_path: Path) -> None:
    folder = tmp_path / "sweeps" / "1"
    with begun("sweep", *asked(tmp_path, "replicates=400", words=LONG)) as driver:
        wait_for_shards(folder, 3, driver)
        seen = firewood("status", str(folder))
        assert driver.poll() is None
    assert seen.returncode == 0
    assert " missing, 0 failed" in seen.stdout
    assert seen.stdout.splitlines()[-1].startswith("digest ")

"""A Dask cluster on loopback: a worker is killed, the scheduler is killed, and nothing is lost."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments import open_sweep
from experiments.store.folder import Sweep
from tests.experiments.small import (
    asked,
    begun,
    firewood,
    kill,
    made,
    see_that_it_is_whole,
    wait_for_shards,
    workers_of,
)

pytest.importorskip("distributed", reason="the engine dask is an extra: uv sync --extra dask")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")]

LONG = (
    "network.size=60",
    "weeks=260",
    "network=trust_a,trust_d",
    "seasoning=0.2,0.8",
    "replicates=40",
    "engine.seconds=0.02",
)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    return made(tmp_path_factory.mktemp("undisturbed"), words=LONG)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A scheduler with two workers, each a process of its own: its address, and the scheduler."""
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    scheduler = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"], stderr=subprocess.PIPE, text=True
    )
    assert scheduler.stderr is not None
    address = ""
    while not address:
        line = scheduler.stderr.readline()
        assert line, "the scheduler ended"
        address = "".join(re.findall(r"tcp://127\.0\.0\.1:\d+", line))
    options = ["--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path / "dask")]
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_worker", address, *options], stderr=subprocess.DEVNULL
        )
        for _ in range(2)
    ]
    try:
        yield address, scheduler
    finally:
        for process in (*workers, scheduler):
            process.terminate()
        for process in (*workers, scheduler):
            process.wait(timeout=30)
        scheduler.stderr.close()


def test_a_killed_worker_of_a_cluster_is_made_up_for(
    tmp_path: Path, undisturbed: Sweep, cluster: tuple[str, subprocess.Popen[str]]
) -> None:
    folder = tmp_path / "sweeps" / "1"
    address, _ = cluster
    with begun("sweep", *asked(tmp_path, "engine=dask", f"engine.address={address}", words=LONG)) as driver:
        wait_for_shards(folder, 3, driver)
        kill(workers_of(folder)[0])
        out, err = driver.communicate(timeout=300)
    assert driver.returncode == 0, err
    assert f"digest {undisturbed.digest}" in out
    see_that_it_is_whole(folder, undisturbed)


def test_a_killed_scheduler_ends_with_a_message_and_loses_nothing(
    tmp_path: Path, undisturbed: Sweep, cluster: tuple[str, subprocess.Popen[str]]
) -> None:
    folder = tmp_path / "sweeps" / "1"
    address, scheduler = cluster
    with begun("sweep", *asked(tmp_path, "engine=dask", f"engine.address={address}", words=LONG)) as driver:
        wait_for_shards(folder, 3, driver)
        scheduler.kill()
        _, err = driver.communicate(timeout=120)
    assert driver.returncode == 2, err
    assert "Traceback" not in err
    assert "Finished runs are kept; firewood resume goes on" in err
    time.sleep(1)
    assert 3 <= open_sweep(folder).status().done < 160
    resumed = firewood("resume", str(folder), "engine=local")
    assert resumed.returncode == 0, resumed.stderr
    see_that_it_is_whole(folder, undisturbed)


def test_no_scheduler_is_told(tmp_path: Path) -> None:
    asked_for = firewood("sweep", *asked(tmp_path, "engine=dask", "engine.address=tcp://127.0.0.1:9"))
    assert asked_for.returncode == 2
    assert "no Dask scheduler answers there" in asked_for.stderr
    assert "Traceback" not in asked_for.stderr

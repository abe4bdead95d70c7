"""A full disk and a folder that cannot be written: a clear message, and nothing lost."""

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments import open_sweep
from experiments.engines.worker import Worker
from experiments.plan import plan
from experiments.rounds import run_missing
from experiments.store import files
from experiments.store.folder import Sweep
from sim.errors import OutputError
from tests.experiments.small import asked, firewood, made, see_that_it_is_whole


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    return made(tmp_path_factory.mktemp("undisturbed"))


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "no space left on device"), (errno.EROFS, "read-only file system"), (errno.EACCES, "permission")],
)
def test_a_shard_that_cannot_be_written_ends_it_and_leaves_nothing_half(
    tmp_path: Path, undisturbed: Sweep, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    found = plan(asked(tmp_path)).sweep
    written = 0
    write = files.write_bytes

    def full(path: Path, content: bytes) -> None:
        nonlocal written
        written += 1
        if written > 5:
            path.write_bytes(content[: len(content) // 2])
            raise OSError(number, os.strerror(number))
        write(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(files, "write_bytes", full)
        with pytest.raises(OutputError, match=f"(?i){said}.*Finished runs are kept"):
            run_missing(found, Worker())
    assert found.status().done == 2 * 2 + 2
    assert sorted(path.name for path in (found.path / "shards").iterdir()) == ["000000", "000001"]
    run_missing(found, Worker())
    see_that_it_is_whole(found.path, undisturbed)


def test_a_design_that_cannot_be_replaced_stays_as_it_was(
    tmp_path: Path, undisturbed: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = plan(asked(tmp_path)).sweep
    run_missing(found, Worker())

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(files, "sync", full)
        with pytest.raises(OutputError, match="no space left on device"):
            plan(asked(tmp_path, "replicates=9"))
    see_that_it_is_whole(found.path, undisturbed)
    assert plan(asked(tmp_path, "replicates=9")).new == 12


@pytest.mark.parametrize("word", ["study", "sweep"])
def test_a_place_where_nothing_can_begin_speaks_of_no_runs(tmp_path: Path, word: str) -> None:
    (tmp_path / "file").touch()
    more = (f"outputs={tmp_path / 'file'}", f"{word}=mine")
    with pytest.raises(OutputError, match=r"results cannot be written here .*; say where with outputs=DIR") as told:
        plan([*asked(tmp_path), *more])
    assert "Finished runs" not in str(told.value)


def test_a_disk_that_is_full_at_once_speaks_of_no_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "sync", full)
    with pytest.raises(OutputError, match=r"sweeps: results cannot be written here \(no space left on device\)"):
        plan(asked(tmp_path))
    assert [path.name for path in (tmp_path / "sweeps").iterdir()] == [".lock"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with hardly any room."""
    place = tmp_path / "tiny"
    place.mkdir()
    mounted: Any = None
    if os.name != "nt" and os.geteuid() == 0:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)], check=False)
    if mounted is None or mounted.returncode != 0:
        pytest.skip("only root can mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.mark.slow
def test_a_full_disk_ends_with_a_message_and_resume_goes_on(tmp_path: Path, tiny_disk: Path) -> None:
    words = ("replicates=40",)
    whole = made(tmp_path / "undisturbed", *words)
    stopped = firewood("sweep", *asked(tiny_disk, *words))
    folder = tiny_disk / "sweeps" / "1"
    assert stopped.returncode == 2, stopped.stderr
    assert "no space left on device" in stopped.stderr
    assert "Finished runs are kept" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    kept = open_sweep(folder).status().done
    assert 0 < kept < whole.status().done
    subprocess.run(["mount", "-o", "remount,size=50m", str(tiny_disk)], check=True)
    assert firewood("resume", str(folder)).returncode == 0
    see_that_it_is_whole(folder, whole)


@pytest.mark.slow
def test_a_read_only_folder_ends_with_a_message_and_can_be_read(tmp_path: Path, tiny_disk: Path) -> None:
    undisturbed = made(tmp_path / "undisturbed")
    subprocess.run(["mount", "-o", "remount,size=50m", str(tiny_disk)], check=True)
    folder = tiny_disk / "sweeps" / "1"
    assert firewood("sweep", *asked(tiny_disk), "--plan").returncode == 0
    assert firewood("worker", str(folder), "--slice", "1/2").returncode == 0
    before = firewood("status", str(folder))
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)
    for stopped in (firewood("resume", str(folder)), firewood("sweep", *asked(tiny_disk, "sweep=other"))):
        assert stopped.returncode == 2, stopped.stderr
        assert "read-only file system" in stopped.stderr
        assert "Traceback" not in stopped.stderr
    assert firewood("status", str(folder)).stdout == before.stdout
    assert len(open_sweep(folder).runs) > 0
    subprocess.run(["mount", "-o", "remount,rw", str(tiny_disk)], check=True)
    assert firewood("resume", str(folder)).returncode == 0
    see_that_it_is_whole(folder, undisturbed)

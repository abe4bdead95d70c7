"""Writing that survives a kill and a full disk: whole, synced, and in place by one rename."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from shlex import quote
from tempfile import mkdtemp
from time import time
from typing import TYPE_CHECKING, Any, Final

from experiments.folder import not_here, reason
from sim.errors import ConfigError, OutputError
from sim.places import at_home

if TYPE_CHECKING:
    import pyarrow as pa

SWEEP: Final = "sweep.json"
DESIGN: Final = "design.parquet"
UNFINISHED: Final = ".unfinished-"
_OLD: Final = 600
"""Seconds after which nobody is still writing an unfinished folder; were somebody, that shard is run again."""

_DEEP: Final = 3
"""Folders from a file of a sweep up to the sweep's own, at the most."""


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Say in plain words where writing failed; and that nothing is lost, where a sweep is there that could lose it.

    Raises:
        OutputError: for any error of the file system.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(_told(path, error)) from None


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_bytes(path: Path, content: bytes) -> None:
    """Put a file in place of another in one step.

    Raises:
        OutputError: it cannot be written; what was there still is.
    """
    with replaced(path) as aside:
        write_bytes(aside, content)


def replace_json(path: Path, content: Any) -> None:
    """A JSON file in place of another, in one step."""
    replace_bytes(path, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A file to write, which then takes the place of `path` in one step; taken away when something goes wrong.

    Raises:
        OutputError: it cannot be written; what was there still is.
    """
    aside = path.with_name(f"{UNFINISHED}{token_hex(4)}-{path.name}")  # two hosts may give one number to a process
    with storing(path):
        try:
            yield aside
            sync(aside)
            aside.rename(path) if os.name != "nt" else os.replace(aside, path)
            sync(path.parent)
        except BaseException:
            with suppress(OSError):
                aside.unlink()
            raise


def commit_folder(files: dict[str, bytes], target: Path) -> bool:
    """Write a folder whole, in one step; False when someone else already has.

    Args:
        files: what is in it, by name.
        target: the folder, which is not there yet; the folder above it is.

    Raises:
        OutputError: it cannot be written; nothing of it is left.
    """
    with storing(target):
        aside = Path(mkdtemp(prefix=UNFINISHED, dir=target.parent))
        try:
            aside.chmod(0o755)
            for name, content in files.items():
                write_bytes(aside / name, content)
            sync(aside)
            try:
                aside.rename(target)
            except OSError:
                if not target.is_dir():
                    raise
                shutil.rmtree(aside, ignore_errors=True)
                return False
            sync(target.parent)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    return True


def sync(path: Path) -> None:
    """Wait until a file or the entries of a folder are on the disk."""
    if os.name == "nt" and path.is_dir():
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sweep_away(folder: Path) -> None:
    """Take away what writers left behind who were killed."""
    for left in folder.glob(f"{UNFINISHED}*"):
        with suppress(OSError):
            if time() - left.stat().st_mtime > _OLD:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def arrow_bytes(table: "pa.Table") -> bytes:
    """A table in Arrow's file form, which is read fast and not compressed."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as file:
        file.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def read_arrow(path: Path) -> "pa.Table":
    """A table written by `arrow_bytes`.

    Raises:
        ConfigError: it cannot be read.
    """
    import pyarrow as pa

    try:
        with pa.ipc.open_file(pa.BufferReader(path.read_bytes())) as file:
            return file.read_all()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: it cannot be read ({str(error).partition('.')[0][:120]})") from None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes of this machine from changing the design at the same time; a kill frees it."""
    try:
        import fcntl
    except ImportError:  # Windows: the last to write wins
        yield
        return
    with storing(folder), (folder / ".lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def alone(study: Path) -> Iterator[None]:
    """Keep other processes of this machine from making sweeps in a folder at the same time; it is made if need be."""
    with storing(study):
        study.mkdir(parents=True, exist_ok=True)
    with locked(study):
        yield


@contextmanager
def at_work(sweep: Path) -> Iterator[None]:
    """Be the one process of this machine that runs a sweep, slices apart; a kill makes room for another.

    Raises:
        ConfigError: another is.
    """
    try:
        import fcntl
    except ImportError:  # Windows: whatever is run twice is kept once
        yield
        return
    with storing(sweep):
        file = (sweep / ".running").open("a+")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise ConfigError(
                f"{sweep}: another command is at work on this sweep (process {file.read() or '?'}), so this one would "
                f"run everything a second time. Look at it with firewood status {quote(str(sweep))}; share the work "
                "with firewood worker"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _told(path: Path, error: OSError) -> str:
    """What is said of a place that cannot be written: of runs that are kept only where there is a sweep."""
    making = next((place for place in (path, *path.parents) if place.name.startswith(UNFINISHED)), None)
    if making is None and any(os.path.isfile(place / SWEEP) for place in (path, *path.parents[:_DEEP])):
        return (
            f"{path}: this cannot be written ({reason(error)}). Finished runs are kept; "
            "when there is room and permission, firewood resume goes on"
        )
    return not_here(path if making is None else making.parent, error)


def sweep_folder(path: Path | str) -> Path:
    """The folder of a sweep.

    Raises:
        ConfigError: there is no sweep in it.
    """
    folder = at_home(path)
    if not (folder / SWEEP).is_file() or not (folder / DESIGN).is_file():
        raise ConfigError(f"{folder}: {_why_none(folder)}")
    return folder


def _why_none(path: Path) -> str:
    if not path.is_dir():
        return "there is no such folder; name the folder of a sweep, such as outputs/sweeps/1"
    below = sorted(each.parent.name for each in path.glob(f"*/{SWEEP}"))
    return f"no sweep is in this folder{f'; below it are the sweeps {", ".join(below[:20])}' if below else ''}"

"""Folders of results: whole or not at all, the same job in its own place, nothing else overwritten."""

import json
import os
from pathlib import Path

import pytest

from experiments.folder import PROVENANCE, result_folder
from sim.errors import OutputError


def made(outputs: Path, job: str, text: str = "") -> Path:
    with result_folder(outputs, "study") as folder:
        (folder.path / PROVENANCE).write_text(json.dumps({"job": job}))
        (folder.path / "text").write_text(text)
        return folder.finish(job)


def test_each_job_gets_the_next_number(tmp_path: Path) -> None:
    assert [made(tmp_path, job).name for job in ("a", "b", "c")] == ["1", "2", "3"]
    assert sorted(path.name for path in (tmp_path / "study").iterdir()) == ["1", "2", "3"]


def test_the_same_job_replaces_its_own_folder_only(tmp_path: Path) -> None:
    made(tmp_path, "a", "first")
    made(tmp_path, "b", "other")
    assert made(tmp_path, "a", "second").name == "1"
    study = tmp_path / "study"
    assert (study / "1" / "text").read_text() == "second"
    assert (study / "2" / "text").read_text() == "other"
    assert sorted(path.name for path in study.iterdir()) == ["1", "2"]


def test_a_folder_of_someone_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "study" / "1").mkdir(parents=True)
    (tmp_path / "study" / "2").mkdir()
    (tmp_path / "study" / "2" / PROVENANCE).write_text("not JSON")
    assert made(tmp_path, "a").name == "3"
    assert list((tmp_path / "study" / "1").iterdir()) == []


def fails_halfway(outputs: Path) -> None:
    with result_folder(outputs, "study") as folder:
        (folder.path / "half").write_text("")
        raise ZeroDivisionError


def test_what_is_not_finished_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        fails_halfway(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"file/study: results cannot be written here .*outputs=DIR"):
        made(tmp_path / "file", "a")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="permission denied"):
        made(tmp_path, "a")
    tmp_path.chmod(0o700)

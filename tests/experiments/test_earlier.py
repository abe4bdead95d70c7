"""An earlier job's folder gives back its scenarios and seeds; what is wrong with it is told."""

import json
from pathlib import Path

import pytest
from omegaconf import OmegaConf

from experiments.earlier import choose, read_earlier, with_seed
from experiments.keys import files_of
from sim.compiled import source_digest
from sim.errors import ConfigError
from sim.scenario import Scenario

ONE = Scenario(name="one", network={"kind": "trust_d"}, programme={"volume": 0.3}, seed=5)
TWO = Scenario(organisations=[{"name": "two"}, {"name": "three", "network": {"size": 60}}], seed=5)


def job(folder: Path, model: str | None = None) -> Path:
    said = {"scenarios": [each.model_dump(mode="json") for each in (ONE, TWO)]}
    (folder / "config.yaml").write_text(OmegaConf.to_yaml(said))
    made = {"seeds": [5, 6, 7], "model": model or source_digest()}
    (folder / "provenance.json").write_text(json.dumps(made))
    return folder


def test_a_job_comes_back_whole(tmp_path: Path) -> None:
    earlier = read_earlier(job(tmp_path))
    assert [each.model_dump() for each in earlier.scenarios] == [ONE.model_dump(), TWO.model_dump()]
    assert earlier.seeds == (5, 6, 7)
    assert earlier.same_model
    assert not read_earlier(job(tmp_path, "another")).same_model
    (tmp_path / "provenance.json").unlink()
    assert read_earlier(tmp_path).seeds == (5,)


def test_a_survey_that_is_another_now_is_named(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text("source,target\nann,ben\nben,cat\n")
    scenario = Scenario(network={"kind": "survey", "path": str(file)})
    (tmp_path / "config.yaml").write_text(OmegaConf.to_yaml({"scenarios": [scenario.model_dump(mode="json")]}))
    (tmp_path / "provenance.json").write_text(json.dumps({"seeds": [5], "files": files_of([scenario])}))
    assert read_earlier(tmp_path).other_files == ()
    file.write_text("source,target\nann,ben\n")
    assert read_earlier(tmp_path).other_files == (str(file),)


def test_one_organisation_is_chosen_by_name_or_number(tmp_path: Path) -> None:
    scenarios = read_earlier(job(tmp_path)).scenarios
    assert choose(scenarios, None).name == "one"
    assert choose(scenarios, "three").number == 1
    assert choose(scenarios, "3").name == "three"
    with pytest.raises(ConfigError, match="did you mean three"):
        choose(scenarios, "tree")
    with pytest.raises(ConfigError, match="2 are called so"):
        choose([ONE, ONE], "one")


def test_a_seed_is_one_of_the_job(tmp_path: Path) -> None:
    earlier = read_earlier(job(tmp_path))
    assert with_seed(earlier, 7).scenarios[1].seed == 7
    assert with_seed(earlier, None).scenarios[0].seed == 5
    with pytest.raises(ConfigError, match="its seeds are 5, 6, 7"):
        with_seed(earlier, 8)


def test_folders_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        read_earlier(tmp_path / "nowhere")
    (tmp_path / "1").mkdir()
    job(tmp_path / "1")
    with pytest.raises(ConfigError, match="in it are the runs 1"):
        read_earlier(tmp_path)
    (tmp_path / "1" / "config.yaml").write_text("scenarios: [")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_earlier(tmp_path / "1")
    (tmp_path / "1" / "config.yaml").write_text("weeks: 3")
    with pytest.raises(ConfigError, match="no list"):
        read_earlier(tmp_path / "1")
    (tmp_path / "1" / "config.yaml").write_text("- 3")
    with pytest.raises(ConfigError):
        read_earlier(tmp_path / "1")

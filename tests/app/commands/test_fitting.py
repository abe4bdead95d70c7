"""`firewood calibrate`: which command a word leads to, what a fit prints and writes, what is refused, a kill."""

import json
import time
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from experiments import open_sweep
from tests.analysis.fitting.small import POINT, SMALL, made_target
from tests.experiments.small import begun, firewood, wait_for_shards


def typed(*words: str) -> Result:
    return CliRunner().invoke(app, ["calibrate", *words])


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_target(tmp_path_factory.mktemp("target"))


def test_without_a_word_it_is_about_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("app.commands.calibrate.run", lambda words, **more: asked.append(words))
    for words in ([], ["seed=3"], ["--particles", "9"], ["rules", "seed=3"]):
        assert typed(*words).exit_code == 0
    assert asked == [[], ["seed=3"], [], ["seed=3"]]


@pytest.mark.slow
def test_a_fit_is_told_and_kept(target: Path, tmp_path: Path) -> None:
    words = ("abc", f"target={target}", *SMALL, f"outputs={tmp_path}")
    result = typed(*words)
    assert result.exit_code == 0, result.output
    assert "Generation 2: within" in result.stderr
    assert "practising is scaled by the standard deviation of its points" in result.stderr
    assert "rules.take_up" in result.stdout
    assert "points of the target inside the band" in result.stdout
    place = tmp_path / "fits" / "1"
    said = json.loads(typed(*words, "--json", "--quiet").stdout)
    assert result.stdout.splitlines()[-1] == f"digest {said['digest']}"
    assert said["outputs"] == str(place)
    assert json.loads((place / "fit.json").read_text())["digest"] == said["digest"]
    particles = pd.read_csv(place / "posterior.csv")
    pd.testing.assert_frame_equal(particles, pd.read_parquet(place / "posterior.parquet"))
    assert particles["weight"].sum() == pytest.approx(1)
    mean = (particles["weight"] * particles["rules.lapse"]).sum()
    assert said["parameters"][1]["mean"] == pytest.approx(mean)
    assert len(pd.read_csv(place / "predictive.csv")) == 2 * 8
    for name in ("posterior", "predictive"):
        assert (place / "figures" / f"{name}.png").stat().st_size > 10_000


def test_patterns_are_tried_over_the_posterior(target: Path, tmp_path: Path) -> None:
    words = [word for word in SMALL if not word.startswith(("patterns", "draws", "generations"))]
    more = ("draws=0", "generations=1", "patterns=1", "pattern_draws=1", "pattern_seeds=2", "--json", "--quiet")
    said = json.loads(typed("abc", f"target={target}", *words, f"outputs={tmp_path}", *more).stdout)
    (row,) = said["patterns"]
    assert (row["draw"], row["pattern"], row["mark"]) == (0, 1, "c")
    assert row["holds"] in (True, False)
    assert said["inside"] is None


@pytest.mark.slow
def test_a_point_fit_is_told_and_kept(target: Path, tmp_path: Path) -> None:
    result = typed("optuna", f"target={target}", *POINT, f"outputs={tmp_path}")
    assert result.exit_code == 0, result.output
    assert "12 points tried, the nearest at" in result.stderr
    trials = pd.read_csv(tmp_path / "fits" / "1" / "trials.csv")
    summary = pd.read_csv(tmp_path / "fits" / "1" / "summary.csv").set_index("parameter")["value"]
    best = trials.loc[trials["distance"].idxmin()]
    assert best["rules.take_up"] == pytest.approx(summary["rules.take_up"])
    assert (trials["nearest"] == trials["distance"].cummin()).all()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["abcd"], "did you mean abc? (commands: rules, abc, optuna)"),
        (["abc"], "target and free must be said"),
        (["abc", "target={}"], "free must be said"),
        (["abc", "target={}", "free=take_upp"], "did you mean take_up?"),
        (["abc", "target={}", "free=take_up", "particels=20"], "did you mean particles?"),
        (["abc", "target={}", "free=take_up", "particles=3"], "particles: 3 is out of range"),
        (["abc", "target={}", "free=take_up", "kernel=locl"], "did you mean local?"),
        (["abc", "target={}", "free=take_up", "trials=20"], "trials=20: this belongs to firewood calibrate optuna"),
        (["abc", "target={}", "free=take_up", "rules.take_up=0.3"], "rules.take_up: free, and given as well"),
        (["abc", "target={}", "free=take_up", "context=damp,seasoned"], "context: a fit is of one world"),
        (["abc", "target={}", "free=take_up", "weeks=20"], "so runs need 61 weeks or more"),
        (["abc", "target={}", "free=take_up", "patterns=33"], "There is no pattern 33"),
        (["abc", "target={}", "free=take_up", "patterns=all"], "numbers such as 1,2,3"),
        (["abc", "target={}", "free=take_up", "series=all"], "a fit sees to this itself"),
        (["abc", "target={}", "free=take_up", "network=trust_z"], "did you mean trust_"),
        (["optuna", "target=nowhere.csv", "free=take_up"], "nowhere.csv"),
        (
            ["optuna", "target={}", "free=take_up", "particles=20"],
            "particles=20: this belongs to firewood calibrate abc; firewood calibrate optuna has target, free, cap,",
        ),
        (["optuna", "target={}", "free=take_up", "patterns=none"], "patterns=none: this belongs to firewood calibrate"),
    ],
)
def test_mistakes_end_with_2(
    words: list[str], told: str, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = typed(*(word.format(target) for word in words))
    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == [], "a mistake leaves nothing behind"


@pytest.mark.slow
def test_what_is_never_defined_is_told(target: Path, tmp_path: Path) -> None:
    """Without workshops there are no gains to be held, in whatever run."""
    path = tmp_path / "never.csv"
    path.write_text("week,gains_held,gains_held_sd\n4,0.5,0.1\n")
    words = ("abc", f"target={path}", *SMALL, "workshops=none", f"outputs={tmp_path}")
    result = typed(*words)
    assert result.exit_code == 2
    assert "no candidate drawn from the prior gave a distance" in result.stderr
    assert "never defined" in result.stderr


@pytest.mark.slow
def test_failed_runs_are_told_and_never_accepted(tmp_path: Path) -> None:
    """Of trust D with fewer than some dyads a person the core cannot hang together."""
    path = tmp_path / "ties.csv"
    path.write_text("measure,value,sd\nend_mean_degree,1.5,0.5\n")
    words = ("network=trust_d", "network.size=120", "weeks=2", "particles=10", "generations=2", "draws=10")
    said = json.loads(
        typed(
            "abc", f"target={path}", "free=network.dyads:0.2..3", *words, "engine.processes=1",
            f"outputs={tmp_path}", "--json", "--quiet",
        ).stdout
    )  # fmt: skip
    assert any("runs failed and count as infinitely far; the first: " in line for line in said["warnings"])
    assert said["parameters"][0]["p5"] > 0.4


@pytest.mark.slow
def test_killed_anywhere_it_comes_to_the_same(target: Path, tmp_path: Path) -> None:
    words = ["calibrate", "abc", f"target={target}", *SMALL, "network.size=1500", "engine.seconds=0.02"]
    whole = firewood(*words, f"outputs={tmp_path / 'whole'}")
    folder = tmp_path / "killed"
    sweeps = folder / "fits" / "1" / "sweeps"
    for name in ("g00-b00", "g01-b00"):
        with begun(*words, f"outputs={folder}") as process:
            while not (there := list(sweeps.glob(f"{name}-*"))):
                assert process.poll() is None, process.communicate()
                time.sleep(0.01)
            wait_for_shards(there[0], 1, process)
            process.kill()
            process.wait()
        assert open_sweep(there[0]).status().missing > 0, "it was killed too late"
    again = firewood(*words, f"outputs={folder}")
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines()[-1] == whole.stdout.splitlines()[-1]

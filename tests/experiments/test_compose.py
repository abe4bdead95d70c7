"""What a command line composes into, and how mistakes in it are told."""

from pathlib import Path

import pytest

from experiments.compose import compose
from sim.errors import ConfigError, ScenarioError
from sim.scenario import Change


def refusal(*overrides: str) -> str:
    """The message for overrides that will not do; never with advice of Hydra's."""
    with pytest.raises((ConfigError, ScenarioError)) as caught:
        compose(overrides)
    message = str(caught.value)
    assert "hydra.cc" not in message
    assert "use +" not in message
    return message


def test_leadership_of_its_own_wins_over_the_context() -> None:
    scenario = compose(["network=trust_d", "context=damp", "leadership=distributed"]).scenario
    assert scenario.network.kind == "trust_d"
    assert scenario.seasoning == 0
    assert scenario.antecedent("leadership.fear") == 0.1
    assert scenario.antecedent("values.clarity") == 0.6


def test_it_wins_wherever_it_stands() -> None:
    one = compose(["leadership=distributed", "context=damp"]).scenario
    assert one == compose(["context=damp", "leadership=distributed"]).scenario


def test_a_later_choice_or_value_replaces_an_earlier_one() -> None:
    scenario = compose(["context=damp", "weeks=10", "context=seasoned", "weeks=20"]).scenario
    assert (scenario.seasoning, scenario.weeks) == (1, 20)


def test_a_value_that_is_replaced_is_checked_all_the_same() -> None:
    with pytest.raises(ScenarioError, match="weeks: -3 is out of range"):
        compose(["weeks=-3", "weeks=20"])


def test_a_size_beside_a_file_of_ties_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"network\.size=300: the staff are those in the file; network\.around=N"):
        compose(["network=survey", "network.path=ties.csv", "network.size=300"])


def test_a_value_wins_over_groups() -> None:
    scenario = compose(["seasoning=0.3", "programme.volume=0.4", "context=damp", "programme=teams"]).scenario
    assert (scenario.seasoning, scenario.programme.volume, scenario.programme.choose) == (0.3, 0.4, "teams")


def test_values_that_no_file_holds_can_be_given() -> None:
    scenario = compose(
        ["network.professions={doctor: 0.5, nurse: 0.5, allied_health: 0, manager: 0, support: 0}"]
    ).scenario
    assert scenario.network.professions.doctor == 0.5
    assert compose(["costs.training=3"]).scenario.costs.training == 3


def test_a_value_can_point_to_another() -> None:
    assert compose(["programme.end=${support.end}"]).scenario.programme.end == 260


def test_a_group_can_be_given_as_values() -> None:
    assert compose(["values={clarity: 0.3}"]).scenario.values.clarity == 0.3


@pytest.mark.parametrize("sign", ["", "+", "++"])
def test_signs_of_hydra_change_nothing(sign: str) -> None:
    scenario = compose([f"{sign}network=trust_a", f"{sign}seed=7", f"{sign}experiment=null"]).scenario
    assert (scenario.network.kind, scenario.seed) == ("trust_a", 7)


def test_taking_away_leads_back_to_the_default() -> None:
    assert compose(["network=decentralised", "~network.hubs"]).scenario.network.hubs == 6
    assert compose(["shocks=talk_cut", "~shocks"]).scenario.changes == ()
    assert "nothing can be taken away" in refusal("~network.hub")


def test_a_null_experiment_is_none() -> None:
    assert compose(["experiment=main", "experiment=null"]).scenario.organisations == ()


class TestChanges:
    """Shocks by name and rows by hand."""

    ROW = "changes=[{week: 10, lever: talk.mix, to: 0.1}]"
    BY_HAND = Change(week=10, lever="talk.mix", to=0.1)

    def test_rows_by_hand(self) -> None:
        assert compose([self.ROW]).scenario.changes == (self.BY_HAND,)

    def test_rows_by_hand_come_after_those_of_shocks(self) -> None:
        changes = compose(["shocks=leader_leaves", self.ROW]).scenario.changes
        assert [change.week for change in changes] == [312, 312, 312, 10]
        assert changes[-1] == self.BY_HAND

    def test_several_shocks_in_the_order_given(self) -> None:
        changes = compose(["shocks=[talk_cut,support_withdrawn]"]).scenario.changes
        assert [change.lever for change in changes] == ["talk.sessions", "talk.time", "support.strength"]

    def test_a_shock_also_meets_organisations_with_changes_of_their_own(self) -> None:
        for trust in compose(["experiment=season_first", "shocks=talk_cut"]).scenario.trusts:
            assert [change.lever for change in trust.changes] == ["talk.sessions", "talk.time", "seasoning"]

    def test_a_row_of_a_shock_can_be_moved(self) -> None:
        assert compose(["shocks=talk_cut", "shocks.talk_cut[0].week=100"]).scenario.changes[0].week == 100

    @pytest.mark.parametrize("wrong", [["shocks=talk_cut", "changes=3"], ["shocks=talk_cut", "shocks.talk_cut=3"]])
    def test_what_is_not_a_list_is_refused(self, wrong: list[str]) -> None:
        assert "changes" in refusal(*wrong)


class TestRunOptions:
    """What is no part of the world."""

    def test_defaults(self) -> None:
        composed = compose()
        assert (composed.study, composed.outputs) == ("runs", Path("outputs"))
        assert (composed.seed, composed.replicates, composed.threads) == (0, 1, None)

    def test_given(self) -> None:
        composed = compose(["study=pilot", "outputs=/tmp/there", "seed=4", "replicates=20", "threads=2"])
        assert (composed.study, composed.outputs) == ("pilot", Path("/tmp/there"))
        assert (composed.seed, composed.replicates, composed.threads) == (4, 20, 2)
        assert composed.overrides[0] == "study=pilot"

    def test_they_do_not_touch_the_scenario(self) -> None:
        assert compose(["study=pilot", "outputs=x", "replicates=3", "threads=2"]).scenario == compose().scenario

    def test_a_study_of_digits_is_a_name(self) -> None:
        assert compose(["study=2024"]).study == "2024"
        assert compose(["study=1e3"]).study == "1e3"

    @pytest.mark.parametrize("study", ["a/b", "..", "''"])
    def test_a_study_names_one_folder(self, study: str) -> None:
        assert "cannot name a folder" in refusal(f"study={study}")

    def test_home_is_found(self) -> None:
        assert compose(["outputs=~/there"]).outputs == Path.home() / "there"


class TestMistakes:
    """Each is told with what is right."""

    @pytest.mark.parametrize(
        ("override", "told"),
        [
            ("network=trustd", "did you mean trust_d?"),
            ("talk=hudles", "did you mean huddles?"),
            ("network=", "it has centralised, decentralised"),
            ("network=null", "it has centralised, decentralised"),
            ("trust_a", "did you mean network=trust_a?"),
            ("none", "programme=none, shocks=none, support=none"),
            ("network", "network=… of centralised"),
            ("seasoning", "name=value"),
            ("=3", "a name is missing"),
            ("x y=3", "letters, digits, dots and underscores"),
            ("changes=[1", "1 [ and 0 ]"),
            ("weeks=sum(3)", "quote a text"),
            ("weeks=a:b:(", "1 ( and 0 )"),
            ("network@here=trust_a", "write network="),
            ("network/size=3", "did you mean network.size?"),
            ("experiment.study=x", "experiment is chosen whole"),
            ("~network=trust_a", "~network"),
            ("hydra.run.dir=x", "leave it out"),
            ("hydra/launcher=joblib", "leave it out"),
            ("changes[0].week=3", "nothing can stand at changes.0.week"),
            ("seed=${nosuch}", "seed: Interpolation key 'nosuch' not found"),
            ("seed=???", "Missing mandatory value"),
        ],
    )
    def test_in_one_override(self, override: str, told: str) -> None:
        assert told in refusal(override)

    @pytest.mark.parametrize(
        "override", ["network=trust_a,trust_d", "weeks=1,2", "weeks=range(1,3)", "seed=choice(1,2)"]
    )
    def test_sweeps_are_refused(self, override: str) -> None:
        message = refusal(override)
        assert "one value at a time here" in message
        assert override in message

    def test_a_comma_may_have_meant_something_else(self) -> None:
        assert "network.path='a,b.csv'" in refusal("network.path=a,b.csv")
        assert "shocks=[talk_cut,leader_leaves]" in refusal("shocks=talk_cut,leader_leaves")

    def test_all_overrides_that_cannot_be_read_are_told_at_once(self) -> None:
        message = refusal("network=trustd", "weeks=1,2", "x y=3")
        assert message.startswith("There is a mistake in 3 overrides:")

    def test_all_wrong_parameters_are_told_at_once_with_the_nearest_names(self) -> None:
        with pytest.raises(ScenarioError) as caught:
            compose(
                ["netwrok.size=3", "contxt=damp", "network.siz=3", "programme.volume=70", "replicates=0", "studdy=x"]
            )
        assert caught.value.mistakes == [
            "netwrok: there is no such parameter or group; did you mean network?",
            "contxt: there is no such parameter or group; did you mean context?",
            "studdy: there is no such parameter or group; did you mean study?",
            "network.siz: there is no such parameter; did you mean network.size?",
            "programme.volume: 70 is out of range; allowed is 0 to 10 (share)",
            "replicates: 0 is out of range; allowed is 1 to 1000000 (runs)",
        ]

    def test_words_of_sweeps_are_known_and_said_to_be_theirs(self) -> None:
        assert "did you mean series?" in refusal("serie=all")
        assert "series: this is about sweeps: firewood sweep series=…" in refusal("series=all")

    def test_seeds_that_would_run_out_are_refused(self) -> None:
        last = 2**63 - 1
        assert compose([f"seed={last}"]).seed == last
        assert f"seed: {last} leaves no room for the seeds of 2 runs" in refusal(f"seed={last}", "replicates=2")

    @pytest.mark.parametrize("override", ["context=damp", "seasoning=0.4", "network=trust_a", "network.kind=trust_a"])
    def test_an_override_that_would_do_nothing_is_refused(self, override: str) -> None:
        assert f"{override}: this would change nothing" in refusal("experiment=main", override)

    def test_one_that_reaches_the_organisations_is_not(self) -> None:
        trusts = compose(["experiment=main", "programme.volume=0.4", "organisations[1].seasoning=0.2"]).scenario.trusts
        assert [trust.programme.volume for trust in trusts] == [0.4] * 4
        assert trusts[1].seasoning == 0.2


@pytest.mark.parametrize("path", ["a b(1).csv", "2024.csv", "C:\\staff\\ties.csv", "'quoted, with comma.csv'", "10"])
def test_paths_are_taken_as_written(path: str) -> None:
    assert compose(["network=survey", f"network.path={path}"]).scenario.network.path == path.strip("'")


def test_home_is_found_in_a_path() -> None:
    assert compose(["network=survey", "network.path=~/staff.csv"]).scenario.network.path == str(
        Path.home() / "staff.csv"
    )


def test_composing_leaves_hydra_as_it_was() -> None:
    from hydra.core.global_hydra import GlobalHydra

    compose(["network=trust_a"])
    assert not GlobalHydra.instance().is_initialized()

"""What the mean field does not hold, and so refuses: it would answer as if it were not there."""

from sim.errors import ScenarioError
from sim.scenario import Scenario
from sim.schedule import COLUMN, schedule


def refuse(scenario: Scenario, organisation: int) -> None:
    """Refuse a scenario that has what theory lets go of, and that would change its answer.

    Args:
        scenario: any.
        organisation: which of its organisations is asked about.

    Raises:
        ScenarioError: improvers who leave beside turnover, in any week; answers to those whom one does not name; a
            forum that meets; nobody who could take practice up. One line for each, with what theory wants.
    """
    trust, found = scenario.trusts[organisation], []
    rows = schedule(scenario, [2] * len(scenario.trusts))
    leaving = rows.context[:, organisation, COLUMN["staffing.improvers_leave"]]
    if leaving.any():
        week = int(leaving.argmax())
        found.append(
            f"staffing.improvers_leave: {leaving[week]:g} in week {week} of {trust.name}; theory does not hold "
            "improvers who leave beside turnover, and wants 0 in all weeks"
        )
    if scenario.rules.answer_unnamed > 0.0:
        found.append(
            f"rules.answer_unnamed: {scenario.rules.answer_unnamed:g}; theory does not hold answers to those whom one "
            "does not name, and wants 0"
        )
    if trust.staffing.committed >= 1.0:
        found.append(
            f"staffing.committed: {trust.staffing.committed:g} of {trust.name}; theory tells how others take practice "
            "up, and wants less than 1"
        )
    forum = scenario.forum
    first = forum.start < min(forum.end, scenario.weeks)
    if forum.every > 0 and first and len(scenario.trusts) > 1:
        found.append(f"forum.every: {forum.every:g}; theory takes each organisation alone, and wants 0 (no forum)")
    if found:
        raise ScenarioError(found)

"""Step 1, context: the week's row of the schedule takes hold."""

from sim.compiled import inner
from sim.rules import improver_leave_chance, leave_chance, safety, signal
from sim.schedule import COLUMN
from sim.world import World

CLARITY = COLUMN["values.clarity"]
CONCISION = COLUMN["values.concision"]
CONSISTENCY = COLUMN["values.consistency"]
CLINICAL = COLUMN["leadership.clinical"]
ENABLEMENT = COLUMN["leadership.enablement"]
FEAR = COLUMN["leadership.fear"]
SESSIONS = COLUMN["talk.sessions"]
SIZE = COLUMN["talk.size"]
MIX = COLUMN["talk.mix"]
TIME = COLUMN["talk.time"]
PRESSURE = COLUMN["targets.pressure"]
TURNOVER = COLUMN["staffing.turnover"]
IMPROVERS_LEAVE = COLUMN["staffing.improvers_leave"]
COACHING = COLUMN["support.coaching"]
WORKSHOPS = COLUMN["workshops.due"]

YEAR = 52


@inner
def take_hold(world: World, week: int, part: int, parts: int) -> None:
    """Set each organisation's context, S and v*; clear what the last week wrote down."""
    if part > 0:
        return
    silence = world.rules[0].pressure_silence
    for o in range(len(world.organisations)):
        organisation, row = world.organisations[o], world.context[o]
        organisation.safety = safety(row[FEAR], row[CLINICAL], row[ENABLEMENT], silence, row[PRESSURE])
        organisation.signal = signal(row[CLARITY], row[CONCISION], row[CONSISTENCY])
        organisation.enablement = row[ENABLEMENT]
        organisation.pressure = row[PRESSURE]
        organisation.sessions = row[SESSIONS]
        organisation.session_size = int(row[SIZE])
        organisation.mix = row[MIX]
        organisation.time = row[TIME]
        organisation.coaching = row[COACHING]
        organisation.workshops = row[WORKSHOPS]
        organisation.leaving = leave_chance(row[TURNOVER])
        organisation.improvers_leaving = improver_leave_chance(organisation.leaving, row[IMPROVERS_LEAVE])
    if week % YEAR == 0:
        for row in range(len(world.people.new_partners)):
            world.people.new_partners[row] = 0

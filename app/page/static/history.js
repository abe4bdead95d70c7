// One person's weeks: practising, hearing of it, trained, resentful; drawn as a bar and said in a sentence.
import { PRACTISING, RESENTFUL, TRAINED, WARMED } from "./decode.js";
import { fit, sharp } from "./sprites.js";
import { colour } from "./theme.js";

/** Draws it and says it. */
export function history(canvas, run, person, week) {
  fit(canvas, sharp());
  const paint = canvas.getContext("2d"), { width, height } = canvas;
  paint.clearRect(0, 0, width, height);
  if (person < 0) return "Click a person, or choose a number.";
  const step = width / run.weeks;
  const flags = (at) => run.states[at * run.people + person];
  for (let at = 0; at < run.weeks; at++) {
    const state = flags(at);
    const fill = state & PRACTISING ? "burn" : state & WARMED ? "smoulder" : null;
    if (fill) band(paint, at * step, 6 * sharp(), step, height - 12 * sharp(), fill);
    if (state & TRAINED) band(paint, at * step, 0, step, 4 * sharp(), "text");
    if (state & RESENTFUL) band(paint, at * step, height - 4 * sharp(), step, 4 * sharp(), "smoky");
  }
  paint.fillStyle = colour("focus");
  paint.fillRect(week * step - 1, 0, 2 * sharp(), height);
  return sentence(run, person, flags);
}

const shades = {};
function band(paint, x, y, w, h, name) {
  const theme = document.documentElement.dataset.theme;
  paint.fillStyle = (shades[theme + name] ??= colour(name));
  paint.fillRect(x, y, Math.ceil(w), h);
}

function sentence(run, person, flags) {
  const { staff } = run.header;
  let practised = 0, trained = -1, resentful = 0;
  for (let at = 0; at < run.weeks; at++) {
    practised += flags(at) & PRACTISING ? 1 : 0;
    resentful += flags(at) & RESENTFUL ? 1 : 0;
    if (trained < 0 && flags(at) & TRAINED) trained = at;
  }
  const first = Array.from({ length: run.weeks }, (_, at) => at).find((at) => flags(at) & PRACTISING);
  return `${staff.professions[staff.profession[person]]}, grade ${staff.seniority[person]}, unit ${staff.unit[person] + 1}: ${trained < 0 ? "never trained" : `trained in week ${trained}`}; ${first === undefined ? "never practises" : `practises in ${practised} of ${run.weeks} weeks, first in week ${first}`}${resentful ? `; resentful in ${resentful}` : ""}.`;
}

// A survey: sent to be read, its diagnosis in plain words, its ties kept in this page only.
import { ask, upload } from "./source.js";
import { made, table } from "./panels.js";

const get = (id) => document.getElementById(id);

/** @param {(survey: object|null, people: number) => void} taken what is done with the ties */
export function startDiagnosis(taken) {
  let file = null, turn = 0;
  const say = (text) => { get("survey-said").textContent = text; };
  const show = async (work, what) => {
    const mine = ++turn;
    say(`Reading ${what} …`);
    get("survey-found").replaceChildren();
    try {
      const found = await work();
      if (mine !== turn) return; // another was chosen meanwhile
      taken(found.survey, found.people);
      say(`${found.answered} of ${found.people} people answered; ${found.arcs} ${found.arcs === 1 ? "arc" : "arcs"}. The plans are now tried on these ties.`);
      get("survey-found").replaceChildren(...told(found));
    } catch (error) {
      if (mine !== turn) return;
      taken(null, 0);
      const lines = error.name === "ServerError" ? [error.message] : ["This cannot be read.", ...error.message.split("\n")];
      say(lines[0]);
      get("survey-found").replaceChildren(...lines.slice(1).map((line) => made("p", { text: line })));
    }
  };
  const send = () => show(() => upload(file, get("names").checked), "your survey");
  const take = async (chosen) => {
    if (!chosen) return;
    file = await held(chosen);
    send();
  };
  get("file").addEventListener("change", () => {
    const [chosen] = get("file").files;
    take(chosen);
    get("file").value = ""; // so that the same file, mended, can be chosen again
  });
  get("names").addEventListener("change", () => { if (file) send(); });
  get("example").addEventListener("click", () => { file = null; show(() => ask("api/example"), "an example"); });
  document.addEventListener("drop", (event) => {
    const [dropped] = event.dataTransfer?.files ?? [];
    if (!dropped || get("whatif").hidden) return;
    get("show-survey").click();
    take(dropped);
  });
}

const MOST = 5_000_001; // one byte more than the server takes, which is enough for it to refuse

/** The file as it is now: what becomes of it on disk later is no matter, until it is chosen again. */
async function held(chosen) {
  try {
    return new File([await chosen.slice(0, MOST).arrayBuffer()], chosen.name);
  } catch {
    return chosen; // a folder, or gone: sending it tells
  }
}

function told(found) {
  const parts = [];
  if (found.notes.length) parts.push(made("h2", { text: "Read and repaired" }), ...found.notes.map((line) => made("p", { text: line })));
  for (const { heading, lines } of found.said) parts.push(made("h2", { text: heading }), ...paragraphs(lines));
  parts.push(table("Measures, beside Trust A and Trust D", found.table.headings.map((heading, i) => (i ? heading : "measure")), found.table.rows));
  for (const line of found.table_notes) parts.push(made("p", { kind: "soft", text: line }));
  parts.push(made("p", { text: found.caution }));
  return parts;
}

function paragraphs(lines) {
  const found = [];
  let list = null;
  for (const line of lines) {
    if (line.startsWith("- ")) {
      if (!list) found.push((list = made("ul")));
      list.append(made("li", { text: line.slice(2) }));
    } else {
      list = null;
      found.push(made("p", { text: line }));
    }
  }
  return found;
}

// A survey: sent to be read, its diagnosis in plain words, its ties kept in this page only.
import { ask, upload } from "./source.js";
import { made, table } from "./panels.js";

const get = (id) => document.getElementById(id);

/** @param {(survey: object|null, people: number) => void} taken what is done with the ties */
export function startDiagnosis(taken) {
  let file = null;
  const show = async (work, what) => {
    get("diagnosis").replaceChildren(made("p", { text: `Reading ${what} …` }));
    try {
      const found = await work();
      taken(found.survey, found.people);
      get("diagnosis").replaceChildren(...told(found));
    } catch (error) {
      taken(null, 0);
      get("diagnosis").replaceChildren(made("p", { kind: "first", text: "This cannot be read." }), ...error.message.split("\n").map((line) => made("p", { text: line })));
    }
  };
  get("file").addEventListener("change", () => {
    file = get("file").files[0] ?? null;
    if (file) show(() => upload(file, get("names").checked), "your survey");
  });
  get("names").addEventListener("change", () => { if (file) show(() => upload(file, get("names").checked), "your survey"); });
  get("example").addEventListener("click", () => { file = null; show(() => ask("api/example"), "an example"); });
}

function told(found) {
  const parts = [made("p", { kind: "first", text: `${found.answered} of ${found.people} people answered; ${found.arcs} arcs. The plans on the left are now tried on these ties.` })];
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

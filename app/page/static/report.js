// The report to take away: one HTML file without scripts and without anything from elsewhere.
import { LEVERS } from "./levers.js";
import { made } from "./panels.js";

const STYLE = "body{font:17px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d232b;background:#fff}h1{margin-bottom:0}table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;color:#47505b;margin-bottom:.3rem}th,td{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ccc}svg{max-width:100%;height:auto;margin:.5rem 0;display:block}.first{font-weight:700}aside{border:2px solid #8a3b00;padding:.6rem 1rem;border-radius:8px;margin:1rem 0}@media print{svg{break-inside:avoid}}";

/** @param {object} given {question, found, panels: Element[], drawings: Element[] in light colours, version, ties} */
export function report(given) {
  const page = document.implementation.createHTMLDocument("Firewood: two plans beside each other");
  page.documentElement.lang = "en";
  const { question, found } = given;
  const body = [
    made("h1", { text: "Two plans beside each other" }),
    made("p", { text: `Firewood ${given.version}, ${new Date().toISOString().slice(0, 10)}. ${given.ties}, ${found.people} staff, ${found.n} futures of each plan (seeds ${found.seeds[0]} to ${found.seeds[1]}), ${found.weeks} weeks.` }),
    made("aside", { children: [made("strong", { text: "A thinking aid, not a forecast. " }), made("span", { text: found.caveat.replace("A thinking aid, not a forecast: t", "T") })] }),
    made("h2", { text: "What the futures say" }),
    ...found.sentences.map((text) => made("p", { text })),
    ...given.drawings.map((each) => each.cloneNode(true)),
    made("p", { text: "Each dot is one future: large and filled still burns two years after all support has ended (more than half practise), smaller and filled smoulders, hollow is out (fewer than one in twenty). Bands hold half and four fifths of the futures; the bar under the axis is support." }),
    made("h2", { text: "The plans" }),
    plansTable(question),
    ...given.panels.flatMap(({ title, parts }) => [made("h2", { text: title }), ...parts.map((each) => each.cloneNode(true))]),
    made("h2", { text: "To make it again" }),
    made("pre", { text: JSON.stringify({ ...question, place: { ...question.place, survey: question.place.survey ? "(your survey; its ties are not in this report)" : undefined } }, null, 1) }),
  ];
  page.body.append(...body.map((each) => page.importNode(each, true)));
  return `<!doctype html>\n${page.documentElement.outerHTML.replace("<head>", `<head><meta charset="utf-8"><style>${STYLE}</style>`)}`;
}

function plansTable({ a, b }) {
  const table = made("table");
  const head = table.insertRow();
  for (const text of ["lever", "plan A", "plan B"]) head.append(made("th", { text }));
  for (const lever of LEVERS) {
    const row = table.insertRow();
    row.append(made("th", { text: lever.label }));
    for (const plan of [a, b]) row.append(made("td", { text: lever.kind === "share" ? `${Math.round(plan[lever.name] * 100)}` : lever.words?.[plan[lever.name]] ?? String(plan[lever.name]) }));
  }
  return table;
}

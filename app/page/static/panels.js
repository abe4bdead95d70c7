// The panels below the verdict: what drives the difference, who is left out, what it costs.
import { helpButton } from "./help.js";
import { typed } from "./numbers.js";

const signed = (value) => { const whole = Math.round(100 * value); return whole === 0 ? "0" : `${whole > 0 ? "+" : "−"}${Math.abs(whole)}`; };

/** An element with a class, text and children. */
export function made(name, { text = "", kind = "", children = [] } = {}) {
  const found = document.createElement(name);
  if (kind) found.className = kind;
  if (text) found.textContent = text;
  found.append(...children);
  return found;
}

export function table(caption, headings, rows) {
  const found = made("table", { kind: "plain" });
  found.createCaption().textContent = caption;
  const head = found.createTHead().insertRow();
  for (const heading of headings) head.append(Object.assign(made("th", { text: heading }), { scope: "col" }));
  const body = found.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((cell, i) => {
      const place = i ? line.insertCell() : line.appendChild(Object.assign(document.createElement("th"), { scope: "row" }));
      place.textContent = cell;
    });
  }
  return found;
}

const change = (value, close, interval) => `${signed(value)}${close ? " (close)" : ""} [${signed(interval.low)} to ${signed(interval.high)}]`;

export function driversPanel(found) {
  const rows = found.rows.map((row) => [row.lever, `${row.of_a} → ${row.of_b}`, change(row.alone.value, row.alone_close, row.alone), change(row.without.value, row.without_close, row.without)]);
  return [
    made("p", { text: found.sentence, kind: "first" }),
    table(`In 100 staff practising in the end, with 95 % intervals, n = ${found.n} pairs; “close”: could be luck, or is less than 2`, ["lever", "A → B", "alone in A", "B without it"], rows),
  ];
}

const WHAT = { training: "trained", talk: "in talk", knowledge: "knowledge", practice: "practising" };

export function gapsPanel(found) {
  const rows = [];
  for (const grouping of ["profession", "grade", "unit"]) {
    for (const what of Object.keys(WHAT)) {
      const cell = (plan) => { const { seen, chance } = found.plans[plan].gaps[grouping][what]; return `${Math.round(100 * seen)} (chance ${Math.round(100 * chance)})`; };
      rows.push([`${WHAT[what]}, by ${grouping}`, cell("a"), cell("b")]);
    }
  }
  return [
    made("p", { kind: "first", text: leftOut(found) }),
    table(`Gap between the highest and the lowest group in the end, in points of 100; in brackets what the same people dealt into groups at random would show. Means of n = ${found.n} futures`, ["gap", "plan A", "plan B"], rows),
  ];
}

/** One sentence: which plan leaves which group further behind, where it is more than chance. */
function leftOut(found) {
  const points = (share) => Math.round(100 * share); // as they stand in the table
  const lines = [];
  for (const [grouping, groups] of Object.entries({ profession: "professions", grade: "grades", unit: "units" })) {
    let most = { beyond: 0 };
    for (const plan of ["a", "b"]) {
      for (const [what, { seen, chance }] of Object.entries(found.plans[plan].gaps[grouping])) {
        const beyond = points(seen) - points(chance);
        if (beyond > most.beyond) most = { beyond, plan, what };
      }
    }
    if (most.beyond >= 5) lines.push(`between ${groups} (most in plan ${most.plan.toUpperCase()}, ${WHAT[most.what]}: ${most.beyond} points)`);
  }
  return lines.length ? `Gaps beyond what chance gives: ${lines.join("; ")}.` : "No gap between professions, grades or units goes beyond what chance gives by 5 points or more.";
}

const UNITS = {
  training: ["A training place", 8, "Staff days that one place in the training takes, of the trained and of who trains them."],
  session: ["One person at one talk space", 0.1, "Staff days of one person's time at one talk space; every attendance is counted."],
  workshop: ["One person at one workshop", 5, "Staff days of one person in one improvement workshop."],
  coaching: ["A week of full coaching", 5, "Staff days of one week of external coaching at full strength."],
  seasoning: ["Culture: one person from damp to seasoned", "", "Staff days of work on culture, for one person and the whole way from damp to seasoned. It prices culture as a state that is reached, not as work that is done."],
};

export function costFields() {
  const inputs = Object.entries(UNITS).map(([name, [label, like, about]]) => {
    const input = Object.assign(document.createElement("input"), { type: "number", min: 0, max: 10000, step: "any", id: `cost-${name}` });
    if (like) input.placeholder = `such as ${like}`;
    return made("div", { kind: "row", children: [Object.assign(made("label", { text: label }), { htmlFor: input.id }), input, helpButton(label, about, "what it costs you to say; the amounts are counted in the runs (sim/costs.py)")] });
  });
  return [made("p", { text: "Staff days of one unit of each. What is left empty is not counted. Then press Compare." }), made("div", { kind: "costs", children: inputs })];
}

/** What is named in these fields, or an error that names one. */
export function costs() {
  const fields = Object.entries(UNITS).map(([name, [label]]) => [name, label, document.getElementById(`cost-${name}`)]);
  const named = fields.filter(([, , input]) => input.value !== "" || input.validity.badInput);
  return Object.fromEntries(named.map(([name, label, input]) => [name, typed(input, `Cost, ${label}`, "number")]));
}

/** What the plans cost; empty where nothing was named. */
export function costsTable(found) {
  const names = Object.keys(found.plans.a.days);
  const rows = names.map((name) => [name === "total" ? "in all" : UNITS[name][0], ...["a", "b"].map((plan) => Math.round(found.plans[plan].days[name]).toLocaleString("en"))]);
  return rows.length ? [table(`Staff days over the whole run, means of n = ${found.n} futures`, ["", "plan A", "plan B"], rows)] : [];
}

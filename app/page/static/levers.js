// The levers of the two plans: a table of inputs, and their values as the server wants them.
import { helpButton } from "./help.js";
import { typed } from "./numbers.js";

const SHARE = { kind: "share", min: 0, max: 100, step: 5 };
export const LEVERS = [
  { name: "values", label: "Values, %", a: 40, b: 100, ...SHARE, help: "Where work on shared values leads: 0 % blurred, 100 % clear, concise and consistently lived.", source: "first antecedent of the talk" },
  { name: "leaders", label: "Leaders, %", a: 40, b: 100, ...SHARE, help: "Where work on leadership leads: 0 % fear and little time, 100 % clinically led and managerially enabled.", source: "second antecedent of the talk" },
  { name: "talk", label: "Talk, %", a: 40, b: 100, ...SHARE, help: "How often units meet to reflect: 0 % about once in 20 weeks, 100 % three times in ten weeks.", source: "third antecedent of the talk; numbers are an assumption [A]" },
  { name: "over", label: "… within, weeks", a: 52, b: 104, kind: "weeks", min: 0, max: 156, step: 4, help: "How many weeks the work on culture takes, from week 0 on.", source: "an assumption [A]" },
  { name: "pressure", label: "Targets, %", a: 0, b: 0, ...SHARE, help: "How hard performance targets are pressed on staff. Pressure closes talk, and some of what is reported is not done.", source: "Bevan & Hood 2006 [L]" },
  { name: "wood", label: "Trained, %", a: 40, b: 20, ...SHARE, help: "Training places, as a share of staff, in four cohorts.", source: "an assumption [A] after the talk" },
  { name: "choose", label: "Who", a: "random", b: "random", kind: "word", words: { random: "anyone", hubs: "hubs", teams: "teams", cross_profession: "mixed", volunteers: "keen" }, help: "Who is trained: anyone; hubs, who have most ties; whole teams; mixed, as many from each profession; keen, those nearest to the values.", source: "options of the model; docs/odd.md" },
  { name: "start", label: "Start, week", a: 0, b: 104, kind: "weeks", min: 0, max: 208, step: 4, help: "Week in which training, coaching and workshops begin.", source: "“season first”: order of work, a question of the talk" },
  { name: "coaching", label: "Coached, weeks", a: 208, b: 208, kind: "weeks", min: 0, max: 364, step: 4, help: "Weeks of external coaching from the start on. Two more years are simulated after it has ended in both plans.", source: "five years in the partnership of the talk" },
];

export function showLevers(body) {
  for (const lever of LEVERS) {
    const row = body.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = lever.label;
    row.append(head);
    for (const plan of ["a", "b"]) row.insertCell().append(field(lever, plan));
    row.insertCell().append(helpButton(lever.label, lever.help, lever.source));
  }
}

function field(lever, plan) {
  const input = document.createElement(lever.kind === "word" ? "select" : "input");
  input.id = `${plan}-${lever.name}`;
  input.setAttribute("aria-label", `Plan ${plan.toUpperCase()}: ${lever.label}`);
  if (lever.kind === "word") {
    for (const [value, word] of Object.entries(lever.words)) input.add(new Option(word, value, false, value === lever[plan]));
  } else {
    Object.assign(input, { type: "number", min: lever.min, max: lever.max, step: lever.step, value: lever[plan] });
  }
  return input;
}

/** A plan, or an error that names what is wrong. */
export function plan(letter) {
  const found = {};
  for (const lever of LEVERS) {
    const input = document.getElementById(`${letter}-${lever.name}`);
    if (lever.kind === "word") { found[lever.name] = input.value; continue; }
    const label = `Plan ${letter.toUpperCase()}, ${lever.label}`;
    found[lever.name] = lever.kind === "share" ? typed(input, label, "number") / 100 : typed(input, label);
  }
  return found;
}

// The parameters that differ from their defaults: searched, explained by the schema, set and taken back.
import { ask } from "./source.js";

const get = (id) => document.getElementById(id);

export class Settings {
  constructor(known) {
    this.parameters = known.parameters;
    this.values = new Map([["network.size", 150], ["seasoning", 0.7]]);
    this.rest = {}; // what is no single value: changes by week
    this.wood = []; // thrown on by the way, at the campfire
    for (const [name, each] of Object.entries(this.parameters)) get("wb-names").append(new Option(each.meaning, name));
    get("wb-name").addEventListener("input", () => this.explain());
    get("wb-set").addEventListener("click", () => this.take());
    for (const id of ["wb-name", "wb-value"]) get(id).addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); this.take(); } });
    this.list();
  }

  explain() {
    const name = get("wb-name").value.trim(), each = this.parameters[name];
    if (!each) { get("wb-hint").textContent = ""; return; }
    const standard = each.default === null ? "left out" : each.default;
    get("wb-hint").textContent = `${each.meaning}. ${each.unit ? `Unit: ${each.unit}. ` : ""}Allowed: ${each.allowed}. Default: ${standard}. Source: ${each.source}.`;
    if (!get("wb-value").value && each.default !== null) get("wb-value").placeholder = String(each.default);
  }

  take() {
    const name = get("wb-name").value.trim(), typed = get("wb-value").value.trim();
    if (!this.parameters[name]) { get("wb-hint").textContent = name ? `There is no parameter ${name}. Type part of a word and choose from the list.` : "Name a parameter first."; return; }
    if (typed === "") { get("wb-hint").textContent = `${name}: a value is missing.`; return; }
    const number = Number(typed);
    if (Math.abs(number) > Number.MAX_SAFE_INTEGER) { get("wb-hint").textContent = `${name}: ${typed} is more than a browser keeps exactly.`; return; }
    if (this.asking) return;
    this.asking = this.offer(name, typed, Number.isNaN(number) ? typed : number).finally(() => { this.asking = null; });
  }

  /** Set what the schema takes, and tell what it does not; whether it was set. */
  async offer(name, typed, value) {
    const wrong = await ask("api/value", { name, value }).then((found) => found.wrong, (error) => error.message);
    if (wrong) { get("wb-hint").textContent = wrong.replace(/\.?$/, "."); return false; }
    this.values.set(name, value);
    if (get("wb-value").value.trim() === typed) get("wb-value").value = "";
    this.list();
    return true;
  }

  list() {
    const lines = [...this.values].map(([name, value]) => this.line(`${name}: ${value}`, `Take back ${name}`, () => this.values.delete(name)));
    const changes = this.rest.changes?.length ?? 0;
    if (changes) lines.push(this.line(`${changes} ${changes === 1 ? "change" : "changes"} by week`, "Take back the changes by week", () => { delete this.rest.changes; }));
    if (this.wood.length) lines.push(this.line(`wood: ${this.wood.map(({ week, volume }) => `${Math.round(100 * volume)} % from week ${week} on`).join(", ")}`, "Take back the wood", () => { this.wood = []; }));
    get("wb-set-list").replaceChildren(...lines);
  }

  line(text, label, removed) {
    const item = document.createElement("li");
    item.textContent = text;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => { removed(); this.list(); });
    item.append(button);
    return item;
  }

  /** From a scenario as the server says it, and the wood thrown on by the way. */
  set(scenario, wood) {
    this.wood = wood;
    this.values = new Map();
    this.rest = {};
    const walk = (given, before) => {
      for (const [key, value] of Object.entries(given)) {
        if (key === "changes") this.rest.changes = value;
        else if (value !== null && typeof value === "object" && !Array.isArray(value)) walk(value, `${before}${key}.`);
        else if (this.parameters[before + key]) this.values.set(before + key, value);
        else setPath(this.rest, before + key, value);
      }
    };
    walk(scenario, "");
    this.list();
  }

  get scenario() {
    const found = structuredClone(this.rest);
    for (const [name, value] of this.values) setPath(found, name, value);
    return found;
  }
}

function setPath(into, name, value) {
  const parts = name.split(".");
  const last = parts.pop();
  let at = into;
  for (const part of parts) at = at[part] ??= {};
  at[last] = value;
}

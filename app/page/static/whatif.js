// What if? Two plans in the same futures: dots, bands, a verdict with its n, what drives it, who is left out, cost.
import { startDiagnosis } from "./diagnosis.js";
import { plan, showLevers } from "./levers.js";
import { typed } from "./numbers.js";
import { costFields, costs, costsTable, driversPanel, gapsPanel, made } from "./panels.js";
import { report } from "./report.js";
import { save } from "./saving.js";
import { ask } from "./source.js";
import { bands, dots } from "./svg.js";
import { onPaper, onTheme } from "./theme.js";

const get = (id) => document.getElementById(id);
const PANELS = ["futures", "drivers", "gaps", "costs", "survey"];

class WhatIf {
  constructor(known) {
    this.known = known;
    this.survey = null;
    this.found = null;
    this.turn = 0;
    showLevers(get("wi-levers"));
    get("compare").addEventListener("click", () => this.compare());
    get("report").addEventListener("click", () => this.report());
    for (const name of PANELS) get(`show-${name}`).addEventListener("click", () => this.show(name));
    get("wi-date").addEventListener("change", () => this.dated());
    get("wi-ties").addEventListener("change", () => this.sized());
    get("plans").addEventListener("change", (event) => { if (event.target.id !== "wi-date") this.changed(); });
    get("panel-costs").addEventListener("change", () => this.changed());
    startDiagnosis((survey, people) => this.surveyed(survey, people));
    onTheme(() => this.draw());
    new ResizeObserver(() => this.draw()).observe(get("panel-futures"));
    this.fill("drivers", [made("p", { text: "Compare two plans first." })]);
    this.fill("gaps", [made("p", { text: "Compare two plans first." })]);
    this.spent = made("div");
    this.fill("costs", [...costFields(), this.spent]);
  }

  enter() { this.draw(); }

  show(name) {
    for (const each of PANELS) {
      get(`panel-${each}`).hidden = each !== name;
      get(`show-${each}`).setAttribute("aria-pressed", String(each === name));
    }
    this.draw();
  }

  surveyed(survey, people) {
    const used = survey || get("wi-ties").value === "survey"; // a file that cannot be read changes no other ties
    this.survey = survey;
    const option = get("wi-ties").querySelector('[value="survey"]');
    option.disabled = !survey;
    if (survey) {
      get("wi-ties").value = "survey";
      get("wi-size").value = String(people);
    } else if (get("wi-ties").value === "survey") get("wi-ties").value = "trust_d";
    this.sized();
    if (used) this.changed();
  }

  /** What is shown is no longer what was asked. */
  changed() {
    this.edited = true;
    if (this.found) this.note("stale", "Changed since: press Compare to try what stands here now.");
  }

  /** The year is the drawings' only; where it cannot be, they stay as they are. */
  dated() {
    try {
      this.year = typed(get("wi-date"), "From");
      this.note("year", "");
      this.draw();
    } catch (error) {
      this.note("year", error.message);
    }
  }

  /** A line below the verdict, one of each kind. */
  note(kind, text) {
    const before = get("wi-verdict").querySelector(`.${kind}`);
    if (before?.textContent === text) return;
    before?.remove();
    if (text) get("wi-verdict").append(made("p", { text, kind }));
  }

  sized() { get("wi-size").disabled = get("wi-ties").value === "survey"; }

  get question() {
    const ties = get("wi-ties").value;
    const place = { ties, today: Number(get("wi-today").value), costs: costs() };
    if (ties === "survey") place.survey = this.survey; else place.size = typed(get("wi-size"), "Staff");
    return { place, a: plan("a"), b: plan("b"), futures: Number(get("wi-futures").value), seed: 1 };
  }

  async compare() {
    const mine = ++this.turn;
    let question;
    try {
      this.year = typed(get("wi-date"), "From");
      question = this.question;
      this.edited = false;
    } catch (error) {
      this.say([error.message]);
      error.field?.focus();
      return;
    }
    get("compare").disabled = true;
    get("compare").textContent = "Trying …";
    if (get("panel-survey").hidden === false) this.show("futures");
    try {
      const found = await ask("api/compare", question);
      if (mine !== this.turn) return;
      this.found = found;
      this.asked = question;
      this.drives = null;
      this.say(found.sentences, true);
      get("wi-verdict").scrollIntoView({ block: "nearest" }); // on a phone it lies below the plans
      if (this.edited) this.changed(); // while it was tried
      this.draw();
      this.fill("gaps", gapsPanel(found));
      this.spent.replaceChildren(...costsTable(found));
      get("report").disabled = false;
      this.driven(question);
    } catch (error) {
      this.say([error.message]);
    } finally {
      get("compare").disabled = false;
      get("compare").textContent = "Compare";
      if (document.activeElement === document.body) get("compare").focus(); // a button that is disabled loses it
    }
  }

  /** The levers one by one: many more runs, so they come after the verdict, and count while theirs is shown. */
  async driven(question) {
    this.fill("drivers", [made("p", { text: "Trying each lever alone …" })]);
    try {
      const found = await ask("api/drivers", question);
      if (question !== this.asked) return;
      this.drives = found;
      this.fill("drivers", driversPanel(found));
    } catch (error) {
      if (question === this.asked) this.fill("drivers", [made("p", { text: error.message })]);
    }
  }

  fill(name, parts) { get(`panel-${name}`).replaceChildren(...parts); }

  say(lines, strong) {
    get("wi-verdict").replaceChildren(...lines.map((text, i) => made("p", { text, kind: strong && i === 0 ? "first" : "" })));
  }

  draw() {
    if (!this.found || get("whatif").hidden || get("panel-futures").hidden) return;
    const box = get("chart-a").parentElement.clientWidth;
    const abreast = getComputedStyle(get("chart-a").parentElement).gridTemplateColumns.split(" ").length;
    const width = Math.floor((box - 8 * (abreast - 1)) / abreast);
    const height = abreast > 1 ? Math.max(150, Math.min(1.5 * width, get("chart-a").parentElement.clientHeight - 4)) : Math.round(width * 0.7);
    const drawn = this.drawings(Math.min(box, 760), width, height);
    ["dots-a", "dots-b", "chart-a", "chart-b"].forEach((id, i) => get(id).replaceChildren(drawn[i]));
  }

  /** Dots of both plans, `across` wide, then their bands. */
  drawings(across, width, height) {
    const { plans, weeks } = this.found;
    const pairs = [["a", "b"], ["b", "a"]];
    return [
      ...pairs.map(([name]) => dots(name.toUpperCase(), plans[name].outcomes, across)),
      ...pairs.map(([name, other]) => bands({ letter: name.toUpperCase(), found: plans[name], other: plans[other], weeks, start: this.year, width, height })),
    ];
  }

  report() {
    if (!this.found) return;
    const drawings = onPaper(() => this.drawings(480, 480, 260));
    const panels = [];
    panels.push({ title: "What drives the difference", parts: this.drives ? driversPanel(this.drives) : [made("p", { text: "Not known yet when this report was made." })] });
    panels.push({ title: "Who is left out", parts: gapsPanel(this.found) });
    const spent = costsTable(this.found);
    if (spent.length) panels.push({ title: "Cost", parts: spent });
    const ties = this.asked.place.ties === "survey" ? "Ties of an uploaded survey" : `Ties: ${get("wi-ties").querySelector(`[value="${this.asked.place.ties}"]`).textContent}`;
    save("firewood-report.html", report({ question: this.asked, found: this.found, panels, drawings, version: this.known.version, ties }), "text/html");
  }
}

export function startWhatif(known) { return new WhatIf(known); }

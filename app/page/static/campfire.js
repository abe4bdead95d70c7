// The campfire: bet, light, watch, move a slider on the way, hear the verdict.
import { challenged } from "./challenge.js";
import { Fire } from "./fire.js";
import { Logs } from "./logs.js";
import { between, hissing, mean } from "./moments.js";
import { Network } from "./network.js";
import { PileControls } from "./pile.js";
import { Player } from "./player.js";
import { live, run as fetchRun, verdict as fetchVerdict } from "./source.js";
import { Strip } from "./strip.js";
import { onTheme } from "./theme.js";

const get = (id) => document.getElementById(id);
const ENDS = { burning: "it burns on", smouldering: "it smoulders", out: "it goes out", "not yet": "it is not decided" };
const QUARTER = 13;

class Campfire {
  constructor(known) {
    this.known = known;
    this.fire = new Fire(get("flame"));
    this.logs = new Logs(get("logs"));
    this.network = new Network(get("lines"), get("people"));
    this.strip = new Strip(get("strip"));
    this.player = new Player((t, seconds) => this.draw(t, seconds));
    this.player.ended = () => this.end();
    this.controls = new PileControls(known, { slid: (name, to) => this.slid(name, to), chosen: (about) => this.laid(about) });
    this.best = null;
    this.asked = 0;
    this.wire();
    onTheme(() => { this.fire.theme(); this.network.theme(); this.redraw(); });
    new ResizeObserver(() => this.redraw()).observe(get("flame"));
    this.laid("Bet first: what will become of this pile? Then light it.");
    this.preview();
  }

  wire() {
    get("light").addEventListener("click", () => this.light());
    get("play").addEventListener("click", () => this.toggle());
    get("again").addEventListener("click", () => this.again());
    get("week").addEventListener("input", () => { this.player.seek(Number(get("week").value)); this.label(); });
    get("speed").addEventListener("change", () => { this.player.speed = Number(get("speed").value); });
    document.querySelectorAll('input[name="bet"]').forEach((input) => input.addEventListener("change", () => { if (!this.run) this.say(["Now light it."]); }));
  }

  /** A pile is laid: nothing burns. */
  laid(about) {
    this.asked += 1;
    this.player.playing = false;
    this.run = null;
    this.lighting = false;
    this.changes = [];
    for (const id of ["play", "again", "week"]) get(id).disabled = true;
    get("light").disabled = false;
    get("light").textContent = "Light it";
    get("count").textContent = "Not lit yet";
    get("when").textContent = "";
    this.label();
    this.controls.clearBet();
    this.say(about ? [about] : ["A new pile. Bet first, then light it."]);
    if (this.network.run) this.preview();
    this.redraw();
  }

  /** The staff and ties of the pile, cold: a run's own, with nobody lit. */
  async preview() {
    const mine = this.asked;
    try {
      const run = await fetchRun({ pile: this.controls.pile, seed: this.controls.seed });
      if (mine !== this.asked || this.run) return;
      this.network.show({ ...run, weeks: 1, states: new Uint8Array(run.people) });
      this.redraw();
    } catch { /* the drawing comes with the run */ }
  }

  get question() { return { pile: this.laidPile, changes: this.changes, seed: this.controls.seed }; }

  async light() {
    if (!this.controls.bet) {
      this.say(["Bet first: what will become of this pile?"]);
      document.querySelector('input[name="bet"]').focus();
      return;
    }
    this.laidPile = this.controls.pile;
    this.changes = [];
    this.lighting = true;
    get("light").disabled = true;
    get("light").textContent = "Lighting …";
    const run = await this.fetched();
    if (run === undefined) return;
    this.lighting = false;
    get("light").disabled = false;
    get("light").textContent = "Light it";
    if (!run) { get("light").focus(); return; }
    this.bet = this.controls.bet;
    this.controls.holdBet(true);
    this.stood = this.standing(1);
    this.take(run);
    for (const id of ["play", "again", "week"]) get(id).disabled = false;
    get("week").max = String(run.weeks - 1);
    this.player.start(run.weeks - 1);
    get("play").focus({ preventScroll: true });
    get("flame").scrollIntoView({ block: "nearest" }); // on a phone it lies below the pile
    this.say([`It is lit. Watch${live ? ", or move a slider: it counts from that week on" : ""}.`]);
    this.label();
  }

  /** The run of what is asked now; null where it failed, undefined where something newer was asked meanwhile. */
  async fetched() {
    const mine = ++this.asked;
    try {
      const run = await fetchRun(this.question);
      return mine === this.asked ? run : undefined;
    } catch (error) {
      if (mine !== this.asked) return undefined;
      this.say([error.message]);
      return null;
    }
  }

  take(run) {
    this.run = run;
    this.network.show(run);
    this.verdict = null;
    this.before = this.player.t;
  }

  /** A slider was let go: before lighting it is part of the pile, on the way it counts from the next week on. */
  async slid(name, to) {
    if (this.lighting) { this.laid("The pile was changed before it was lit. Bet, then light it."); return; }
    if (!this.run || this.player.t >= this.run.weeks - 1) {
      if (this.run) this.laid();
      else this.redraw();
      this.controls.own();
      return;
    }
    if (!live) {
      this.say(["These are recorded runs: a pile cannot be changed on the way. Move the slider, then light it again."]);
      this.laid();
      return;
    }
    const week = Math.min(this.run.weeks - 1, Math.floor(this.player.t) + 1);
    const before = this.changes;
    const moved = [...before.filter((each) => each.week < week || (each.week === week && each.name !== name)), { week, name, to }];
    this.changes = moved;
    const run = await this.fetched();
    if (!run) {
      if (this.changes !== moved || !this.run) return;
      this.changes = before; // not answered, and nothing newer was asked: it did not happen
      this.controls.stand(this.standing(week));
      return;
    }
    this.take(run);
    const count = Math.round(to * this.known.campfire.people);
    const now = name === "wood" ? `${count} ${count === 1 ? "place" : "places"}` : `${Math.round(to * 100)} %`;
    const dropped = before.some((each) => each.week > week) ? " What was moved after that week is taken back." : "";
    this.say([`From week ${week} on: ${this.named(name)} ${now}.${dropped}`]);
    this.redraw();
  }

  /** Where the sliders stand in a week: as the pile was laid, and as they were moved until then. */
  standing(week) {
    const { values, leaders, talk, wood } = this.laidPile, at = { values, leaders, talk, wood };
    for (const each of this.changes) if (each.week <= week) at[each.name] = each.to;
    return at;
  }

  /** The sliders follow the week that is shown; one that is being dragged is left alone. */
  follow(week) {
    const now = this.standing(week + 1); // what is moved counts from the next week on
    const moved = Object.entries(now).filter(([name, value]) => value !== this.stood[name]);
    if (moved.length) this.controls.stand(Object.fromEntries(moved));
    this.stood = now;
  }

  named(name) { return document.querySelector(`label[for="${name}"]`).textContent.toLowerCase(); }

  toggle() {
    if (!this.run) return;
    if (this.over) { this.again(); return; }
    if (this.player.playing) this.player.pause(); else this.player.play();
    this.label();
  }

  again() {
    if (!this.run) return;
    this.player.playing = false;
    setTimeout(() => { if (!this.run) return; this.player.start(this.run.weeks - 1); this.label(); this.say(["From the start again, with the same luck."]); }, 30);
  }

  leave() { if (this.player.playing) { this.player.pause(); this.label(); } }

  enter() { this.redraw(); }

  /** Whether the last week is reached; the fire goes on flickering, and Play begins anew. */
  get over() { return this.player.t >= this.player.last; }

  label() { get("play").textContent = this.player.playing && !this.over ? "Pause" : "Play"; }

  redraw() { this.draw(this.run ? this.player.t : 0, 0); }

  /** Everything at the moment `t`. */
  draw(t, seconds) {
    if (get("campfire").hidden) return;
    const { run } = this;
    const dry = this.dryness(t);
    if (!run) {
      this.logs.draw(0, this.controls.value("wood"), dry);
      this.fire.draw({ flame: 0, smoke: 0, embers: 0, steam: 0, width: 0.5 }, 0);
      this.network.draw(0);
      this.strip.draw(null);
      get("hiss").classList.remove("on");
      return;
    }
    this.follow(Math.floor(t));
    const week = Math.floor(t), share = between(run.series.practising, t);
    const trained = run.series.trained[week], laid = run.series.places_filled[week] / run.people;
    const recent = mean(run.series.practising, Math.max(0, week - QUARTER + 1), week);
    const steam = hissing(run, week, dry);
    this.logs.draw(Math.max(trained, Math.min(laid, 1)), this.planned(), dry);
    this.fire.draw({ flame: share, smoke: Math.min(1, between(run.series.resentment, t) / 0.3 || 0), embers: recent, steam, width: Math.max(trained, 0.15, share) }, seconds);
    this.network.draw(t);
    this.strip.draw(run, t, this.changes.map((each) => each.week));
    get("hiss").classList.toggle("on", steam > 0);
    if (seconds > 0) this.tellSupport(week);
    this.count(week, Math.round(run.series.practising[week] * run.people));
  }

  get supportEnds() { return this.run.header.coached?.[1] ?? 0; }

  /** Says once when support has ended. */
  tellSupport(week) {
    const end = this.supportEnds;
    if (week >= end && this.before < end) this.say([`Week ${end}: support has ended. From here on it must burn by itself.`]);
    this.before = week;
  }

  count(week, burning) {
    const text = `${burning} of ${this.run.people} burning`;
    if (get("count").textContent !== text) get("count").textContent = text;
    const when = `week ${week}, year ${Math.floor(week / 52) + 1}${week < this.supportEnds ? "" : ", on its own"}`;
    if (get("when").textContent !== when) get("when").textContent = when;
    if (document.activeElement !== get("week") || this.player.playing) get("week").value = String(week);
    get("week").setAttribute("aria-valuetext", `${when}: ${text}`);
  }

  planned() {
    const wood = this.changes.filter((each) => each.name === "wood");
    return wood.length ? wood.at(-1).to : this.laidPile.wood;
  }

  /** How dry the wood is at a moment: the sliders, but damp before it has been seasoned. */
  dryness(t) {
    const pile = this.run ? this.laidPile : this.controls.pile;
    const at = { values: pile.values, leaders: pile.leaders, talk: pile.talk };
    if (pile.first) for (const name of Object.keys(at)) at[name] *= this.run ? Math.min(1, t / pile.first) : 0;
    for (const each of this.changes) if (this.run && each.name in at && each.week <= t) at[each.name] = each.to;
    return (at.values + at.leaders + at.talk) / 3;
  }

  async end() {
    this.label();
    const { bet } = this;
    this.controls.holdBet(false); // for the next fire
    const { outcome } = this.run.header.outcome;
    const about = bet === outcome ? `Your bet was right: ${ENDS[outcome]}.` : `You bet that ${ENDS[bet] ?? "…"}. ${capital(ENDS[outcome])}.`;
    this.say([about, "Burning other piles, to see what would have helped …"]);
    const mine = this.asked;
    try {
      const found = this.verdict ?? (await fetchVerdict({ ...this.question, challenge: this.controls.challenge }));
      if (mine !== this.asked) return;
      this.verdict = found;
      if (this.controls.challenge && outcome === "burning") this.best = Math.min(this.best ?? Infinity, found.used);
      this.say([about, ...found.sentences, ...(this.controls.challenge ? challenged(found, outcome, this.best) : [])], true);
    } catch (error) {
      if (mine === this.asked) this.say([about, error.message]);
    }
  }

  say(lines, strong) {
    const box = get("verdict");
    box.replaceChildren(...lines.map((line, i) => {
      const p = document.createElement("p");
      p.textContent = line;
      if (strong && i === 0) p.className = "first";
      return p;
    }));
  }
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

export function startCampfire(known) { return new Campfire(known); }

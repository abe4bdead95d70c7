// The workbench: one run with everything of it; what is set, the network, all series, a person's history, files, a link.
import { history } from "./history.js";
import { Network } from "./network.js";
import { typed } from "./numbers.js";
import { Player } from "./player.js";
import { save } from "./saving.js";
import { csv, mark, series } from "./series.js";
import { Settings } from "./settings.js";
import { ask, run as fetchRun } from "./source.js";
import { onTheme } from "./theme.js";

const get = (id) => document.getElementById(id);

class Workbench {
  constructor(known, campfire) {
    this.known = known;
    this.campfire = campfire;
    this.network = new Network(get("wb-lines"), get("wb-people"));
    this.settings = new Settings(known);
    this.player = new Player((t) => this.draw(t));
    this.player.ended = () => { this.player.playing = false; this.label(); };
    addEventListener("hashchange", () => this.fromLink());
    get("wb-run").addEventListener("click", () => this.run());
    get("wb-play").addEventListener("click", () => this.toggle());
    get("wb-week").addEventListener("input", () => this.player.seek(Number(get("wb-week").value)));
    get("wb-people").addEventListener("click", (event) => this.choose(this.network.at(event.clientX, event.clientY)));
    get("wb-person").addEventListener("input", () => this.person());
    get("wb-link").addEventListener("click", () => this.link());
    get("wb-yaml").addEventListener("click", () => this.yaml());
    get("wb-csv").addEventListener("click", () => save(`firewood-seed-${this.asked.seed}.csv`, csv(this.found), "text/csv"));
    get("wb-png").addEventListener("click", () => this.png());
    get("wb-take").addEventListener("click", () => this.take());
    get("yaml-close").addEventListener("click", () => get("yaml").close());
    get("yaml-copy").addEventListener("click", () => this.copyYaml());
    onTheme(() => { this.network.theme(); this.redraw(); });
    new ResizeObserver(() => this.redraw()).observe(get("wb-people"));
    this.fromLink();
  }

  enter() { this.redraw(); }

  leave() { if (this.player.playing) this.toggle(); }

  get question() {
    return { scenario: this.settings.scenario, wood: this.settings.wood, seed: typed(get("wb-seed"), "Seed"), every: true };
  }

  async run() {
    get("wb-run").disabled = true;
    try {
      if (await this.settings.asking === false) return; // Set says why
      const question = this.question;
      const found = await fetchRun(question);
      this.asked = question;
      this.show(found);
    } catch (error) {
      this.say(error.message);
      error.field?.focus();
    } finally {
      get("wb-run").disabled = false;
      if (document.activeElement === document.body) get("wb-run").focus(); // a button that is disabled loses it
    }
  }

  show(found) {
    this.found = found;
    this.network.show(found);
    for (const id of ["wb-link", "wb-yaml", "wb-csv", "wb-png", "wb-play", "wb-week", "wb-person"]) get(id).disabled = false;
    get("wb-week").max = String(found.weeks - 1);
    get("wb-person").max = String(found.people);
    series(get("wb-series"), found, this.known.measures);
    this.player.playing = false;
    this.player.last = found.weeks - 1;
    this.player.t = found.weeks - 1;
    const { outcome, practising } = found.header.outcome;
    this.say(`${outcome[0].toUpperCase()}${outcome.slice(1)}: ${Math.round(100 * practising)} % practise in the last half year. Digest ${found.header.digest}.`);
    this.label();
    this.person();
  }

  draw(t) {
    if (!this.found || get("workbench").hidden) return;
    const week = Math.floor(t);
    this.network.draw(t);
    mark(get("wb-series"), this.found, week);
    if (!this.player.playing || document.activeElement !== get("wb-week")) get("wb-week").value = String(week);
    get("wb-week-said").textContent = `week ${week}`;
    history(get("wb-history"), this.found, this.network.chosen, week);
  }

  redraw() { this.draw(this.player.t); }

  toggle() {
    if (!this.found) return;
    if (this.player.playing) this.player.pause();
    else this.player.start(this.found.weeks - 1, this.player.t >= this.found.weeks - 1 ? 0 : this.player.t);
    this.label();
  }

  again() {
    if (this.found) { this.player.playing = false; setTimeout(() => { this.player.start(this.found.weeks - 1); this.label(); }, 30); }
  }

  label() { get("wb-play").textContent = this.player.playing ? "Pause" : "Play"; }

  /** Whoever's number stands in the field; nobody, where it is no one's. */
  person() {
    try {
      this.choose(typed(get("wb-person"), "Person") - 1);
    } catch (error) {
      this.network.chosen = -1;
      this.redraw();
      get("wb-history-said").textContent = error.message;
    }
  }

  choose(person) {
    if (!this.found || person < 0) return;
    this.network.chosen = person;
    get("wb-person").value = String(person + 1);
    get("wb-history-said").textContent = history(get("wb-history"), this.found, person, Math.floor(this.player.t));
    this.redraw();
  }

  /** The campfire's latest run as a scenario that can be worked on. */
  async take() {
    const question = this.campfire.run ? this.campfire.question : { pile: this.campfire.controls.pile, seed: this.campfire.controls.seed };
    try {
      await this.load(question);
    } catch (error) {
      this.say(error.message);
    }
  }

  async load(question) {
    const found = await ask("api/config", question);
    this.settings.set(found.scenario, found.wood);
    get("wb-seed").value = String(found.seed);
    await this.run();
  }

  link() {
    const { scenario, wood, seed } = this.asked;
    const text = JSON.stringify({ scenario, wood, seed });
    const packed = btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    const address = `${location.origin}${location.pathname}#workbench=${packed}`;
    window.history.replaceState(null, "", address);
    this.copy(address, "The link is copied, and stands in the address bar: it makes this very run again.");
  }

  fromLink() {
    const packed = location.hash.match(/^#workbench=([\w-]+)$/)?.[1];
    if (!packed) return;
    try {
      const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
      this.load(JSON.parse(new TextDecoder().decode(bytes))).catch((error) => this.say(error.message));
    } catch {
      this.say("This link cannot be read: part of it may be missing.");
    }
  }

  async yaml() {
    try {
      get("yaml-text").value = (await ask("api/config", this.asked)).yaml;
      get("yaml-copy").textContent = "Copy";
      get("yaml").showModal();
      get("yaml-text").scrollTop = 0;
    } catch (error) {
      this.say(error.message);
    }
  }

  /** Told on the button, since the page behind the dialog is not read out. */
  async copyYaml() {
    try {
      await navigator.clipboard.writeText(get("yaml-text").value);
      get("yaml-copy").textContent = "Copied";
    } catch {
      get("yaml-text").select();
      get("yaml-copy").textContent = "Press Ctrl+C";
    }
  }

  async copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
      this.say(said);
    } catch {
      this.say("Copying is not allowed here; the address bar holds the link.");
    }
  }

  png() {
    const { width, height } = get("wb-people");
    const canvas = Object.assign(document.createElement("canvas"), { width, height: height + 40 });
    const paint = canvas.getContext("2d");
    paint.fillStyle = getComputedStyle(document.body).backgroundColor;
    paint.fillRect(0, 0, width, height + 40);
    paint.drawImage(get("wb-lines"), 0, 0);
    paint.drawImage(get("wb-people"), 0, 0);
    paint.fillStyle = getComputedStyle(document.body).color;
    paint.font = "17px system-ui, sans-serif";
    paint.fillText(`Firewood ${this.known.version}, seed ${this.asked.seed}, week ${Math.floor(this.player.t)}, digest ${this.found.header.digest}`, 12, height + 26);
    canvas.toBlob((blob) => save(`firewood-seed-${this.asked.seed}-week-${Math.floor(this.player.t)}.png`, blob));
  }

  say(text) { get("wb-said").textContent = text; }
}

export function startWorkbench(known, campfire) { return new Workbench(known, campfire); }

// The campfire's controls: presets, sliders, ties, bet and luck, as plain values.

const SLIDERS = ["values", "leaders", "talk", "wood"];
export const FIRST_WEEKS = 104;
const get = (id) => document.getElementById(id);

export class PileControls {
  /** @param {object} known what the server said at the start @param {{slid: Function, chosen: Function}} told */
  constructor(known, told) {
    this.known = known.campfire;
    this.grid = known.grid ?? null; // of the handout: the places that sliders can stand at
    this.seed = 1;
    this.challenge = false;
    for (const name of SLIDERS) {
      get(name).addEventListener("input", () => { this.snap(name); this.say(); });
      get(name).addEventListener("change", () => (this.evened ? this.even(told) : told.slid(name, this.value(name))));
    }
    for (const name of ["ties", "first"]) get(name).addEventListener("change", () => { this.own(); told.chosen(); });
    get("luck").addEventListener("click", () => {
      this.seed = this.grid ? this.grid.seeds[(this.grid.seeds.indexOf(this.seed) + 1) % this.grid.seeds.length] : this.seed + 1;
      this.say();
      told.chosen();
    });
    this.presets(told);
    if (this.grid) document.querySelector('label[for="values"]').textContent = "Values and leaders";
    this.set(this.known.presets[0].pile);
  }

  presets(told) {
    const box = get("presets");
    for (const preset of this.known.presets) {
      box.append(this.button(preset.name, preset.title, preset.about, () => {
        this.challenge = false;
        this.set(preset.pile);
        this.pressed(preset.name);
        told.chosen(preset.about);
      }));
    }
    box.append(this.button("challenge", "Challenge: least wood", "", () => {
      this.challenge = true;
      this.set({ values: 0.25, leaders: 0.25, talk: 0.5, wood: 0.4, first: 0, ties: "distributed" });
      this.pressed("challenge");
      told.chosen("Make it burn on with as few training places as you can. Everything may be moved before you light it.");
    }));
    this.pressed("damp");
  }

  button(name, title, about, done) {
    const button = document.createElement("button");
    button.type = "button";
    button.id = `preset-${name}`;
    button.textContent = title;
    button.title = about;
    button.addEventListener("click", done);
    return button;
  }

  pressed(name) {
    for (const button of get("presets").children) button.setAttribute("aria-pressed", String(button.id === `preset-${name}`));
  }

  value(name) { return Number(get(name).value) / 100; }

  get dryness() { return (this.value("values") + this.value("leaders") + this.value("talk")) / 3; }

  set(pile) {
    this.evened = false;
    for (const name of SLIDERS) get(name).value = String(Math.round(pile[name] * 100));
    get("ties").value = pile.ties;
    get("first").checked = pile.first > 0;
    this.say();
  }

  /** Puts sliders where a run has them. */
  stand(values) {
    for (const [name, value] of Object.entries(values)) get(name).value = String(Math.round(value * 100));
    this.say();
  }

  /** A pile of one's own is no preset any more; a challenge stays one. */
  own() { if (!this.challenge) this.pressed(""); }

  /** In the handout sliders stand only where runs were recorded: on even ties, trained from the start, leaders as values. */
  snap() {
    if (!this.grid) return;
    for (const name of SLIDERS) {
      const places = this.grid[name === "leaders" ? "values" : name], at = this.value(name === "leaders" ? "values" : name);
      const nearest = places.reduce((best, place) => (Math.abs(place - at) < Math.abs(best - at) ? place : best));
      get(name).value = String(Math.round(nearest * 100));
    }
    this.evened ||= get("ties").value !== "distributed" || get("first").checked;
    get("ties").value = "distributed";
    get("first").checked = false;
  }

  /** Says that another pile lies there than the button laid. */
  even(told) {
    this.evened = false;
    this.own();
    told.chosen("Piles of one's own were recorded on even ties and without seasoning first: such a one lies here now. Bet, then light it.");
  }

  say() {
    for (const name of SLIDERS) {
      const value = Number(get(name).value);
      const said = name === "wood" ? `${Math.round((value / 100) * this.known.people)}` : `${value} %`;
      get(`${name}-said`).textContent = said;
      get(name).setAttribute("aria-valuetext", name === "wood" ? `${said} ${said === "1" ? "place" : "places"}` : `${value} percent seasoned`);
    }
    get("luck").textContent = `Luck ${this.seed}`;
  }

  get pile() {
    return {
      values: this.value("values"), leaders: this.value("leaders"), talk: this.value("talk"), wood: this.value("wood"),
      ties: get("ties").value, first: get("first").checked ? FIRST_WEEKS : 0,
    };
  }

  get bet() { return document.querySelector('input[name="bet"]:checked')?.value ?? null; }

  /** Once it is lit, the bet stands. */
  holdBet(held) { for (const input of document.querySelectorAll('input[name="bet"]')) input.disabled = held; }

  clearBet() { this.holdBet(false); for (const input of document.querySelectorAll('input[name="bet"]')) input.checked = false; }
}

// The staff and their ties. Circles are improvers and larger, squares collaborators; fill and size tell the state too.
import { PRACTISING, RESENTFUL, TRAINED, WARMED } from "./decode.js";
import { fit, sharp, sheet } from "./sprites.js";
import { colour } from "./theme.js";

const COLD = 0, SMOULDERING = 1, BURNING = 2;
const MEMORY = 8, OFTEN = 4; // weeks; warmed in half of them is smouldering

/** What each person is shown as in each week: state, 3 × trained, 6 × resentful. Smoothed, so that nothing flickers. */
export function looks(run) {
  const { weeks, people, states } = run;
  const found = new Uint8Array(weeks * people);
  const warm = new Uint8Array(people);
  for (let week = 0; week < weeks; week++) {
    for (let i = 0; i < people; i++) {
      const at = week * people + i, flags = states[at];
      warm[i] += flags & WARMED ? 1 : 0;
      if (week >= MEMORY && states[at - MEMORY * people] & WARMED) warm[i] -= 1;
      const often = run.header.smoothed ? flags & WARMED : warm[i] >= OFTEN;
      const state = flags & PRACTISING ? BURNING : often ? SMOULDERING : COLD;
      found[at] = state + (flags & TRAINED ? 3 : 0) + (flags & RESENTFUL ? 6 : 0);
    }
  }
  return found;
}

export class Network {
  constructor(lines, people) {
    this.lines = lines;
    this.people = people;
    this.run = null;
    this.chosen = -1;
    this.week = -1;
    this.theme();
  }

  theme() {
    this.colours = { cold: colour("cold"), smoulder: colour("smoulder"), burn: colour("burn"), smoky: colour("smoky"), tie: colour("tie"), lit: colour("lit"), page: colour("page") };
    this.sprites = null;
    this.week = -1;
  }

  show(run) {
    this.run = run;
    this.looks = looks(run);
    this.week = -1;
    this.sprites = null;
  }

  /** Draws the moment `t` (weeks, with fractions); whoever changes is faded over. */
  draw(t) {
    if (!this.run) return;
    const resized = fit(this.people, sharp());
    if (resized || !this.sprites) {
      fit(this.lines, sharp());
      this.place();
      this.week = -1;
    }
    const { weeks, people } = this.run;
    const now = Math.max(0, Math.min(weeks - 1, Math.floor(t))), next = Math.min(weeks - 1, now + 1);
    if (now !== this.week) this.drawLines(now);
    this.week = now;
    const paint = this.people.getContext("2d");
    paint.clearRect(0, 0, this.people.width, this.people.height);
    const share = t - now;
    for (let i = 0; i < people; i++) {
      const one = this.looks[now * people + i], other = this.looks[next * people + i];
      const fade = share > 0.001 && one !== other;
      paint.globalAlpha = fade ? 1 - share : 1;
      this.stamp(paint, one, i);
      if (fade) {
        paint.globalAlpha = share;
        this.stamp(paint, other, i);
      }
    }
    paint.globalAlpha = 1;
    if (this.chosen >= 0) this.ring(paint, this.chosen);
  }

  stamp(paint, look, i) {
    const sprite = this.sprites[look];
    paint.drawImage(sprite, this.x[i] - sprite.width / 2, this.y[i] - sprite.height / 2);
  }

  ring(paint, i) {
    paint.strokeStyle = colour("focus");
    paint.lineWidth = 3 * sharp();
    paint.beginPath(); paint.arc(this.x[i], this.y[i], this.size * 2.4, 0, 6.2832); paint.stroke();
  }

  /** Where people stand on this canvas, and how they look there. */
  place() {
    const { staff } = this.run.header;
    const { width, height } = this.people;
    const margin = 24 * sharp();
    const across = (width - 2 * margin) / 2, down = (height - 2 * margin) / 2;
    this.x = Float32Array.from(staff.x, (x) => width / 2 + x * across);
    this.y = Float32Array.from(staff.y, (y) => margin + down + y * down);
    this.size = Math.max(2, Math.min(9, Math.sqrt((width * height) / (staff.x.length * 150)) * 1.45));
    this.sprites = Array.from({ length: 12 }, (_, look) => this.sprite(look % 3, look % 6 >= 3, look >= 6));
  }

  sprite(state, round, smoky) {
    const radius = this.size * (round ? 1.6 : 1) * (state === BURNING ? 1.35 : 1);
    const canvas = sheet(radius * 2 + 14, radius * 2 + 14);
    const paint = canvas.getContext("2d"), middle = canvas.width / 2;
    const outline = (size) => {
      paint.beginPath();
      if (round) paint.arc(middle, middle, size, 0, 6.2832);
      else paint.rect(middle - size * 0.9, middle - size * 0.9, size * 1.8, size * 1.8);
    };
    if (smoky) {
      paint.strokeStyle = this.colours.smoky; paint.lineWidth = 1.5; paint.setLineDash([2, 2.5]);
      outline(radius + 3.5); paint.stroke(); paint.setLineDash([]);
    }
    outline(radius);
    paint.lineWidth = 2;
    if (state === COLD) {
      paint.fillStyle = this.colours.page; paint.fill();
      paint.strokeStyle = this.colours.cold; paint.stroke();
    } else {
      paint.fillStyle = state === BURNING ? this.colours.burn : this.colours.smoulder; paint.fill();
      paint.strokeStyle = this.colours.page; paint.lineWidth = 1; paint.stroke();
    }
    return canvas;
  }

  drawLines(week) {
    const [first, second, returned] = this.run.header.ties;
    const { people } = this.run;
    const paint = this.lines.getContext("2d");
    paint.clearRect(0, 0, this.lines.width, this.lines.height);
    const lit = [], strong = [], faint = [];
    for (let tie = 0; tie < first.length; tie++) {
      const burn = this.looks[week * people + first[tie]] % 3 === BURNING && this.looks[week * people + second[tie]] % 3 === BURNING;
      (burn ? lit : returned[tie] ? strong : faint).push(tie);
    }
    const clear = Math.max(0.8, Math.min(2.2, Math.sqrt(560 / first.length))); // few ties can be drawn stronger
    this.stroke(paint, faint, this.colours.tie, 1, 0.16 * clear);
    this.stroke(paint, strong, this.colours.tie, 1.5, 0.28 * clear);
    this.stroke(paint, lit, this.colours.lit, 1.4, 1);
  }

  stroke(paint, ties, style, width, alpha) {
    const [first, second] = this.run.header.ties;
    paint.beginPath();
    for (const tie of ties) { paint.moveTo(this.x[first[tie]], this.y[first[tie]]); paint.lineTo(this.x[second[tie]], this.y[second[tie]]); }
    paint.strokeStyle = style; paint.lineWidth = width * sharp(); paint.globalAlpha = alpha; paint.stroke();
    paint.globalAlpha = 1;
  }

  /** The person nearest to a point of the page, within reach of a finger; −1 for none. */
  at(clientX, clientY) {
    if (!this.x) return -1;
    const box = this.people.getBoundingClientRect();
    const px = (clientX - box.left) * (this.people.width / box.width), py = (clientY - box.top) * (this.people.height / box.height);
    let best = -1, nearest = (22 * sharp()) ** 2;
    for (let i = 0; i < this.x.length; i++) {
      const far = (this.x[i] - px) ** 2 + (this.y[i] - py) ** 2;
      if (far < nearest) { nearest = far; best = i; }
    }
    return best;
  }
}

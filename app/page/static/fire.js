// The flame: its height is the share practising, its smoke is resentment, its embers are recent practice.
// Drawn at half the resolution from stamped spots; the same spots stand still where motion is not wanted.
// Where a machine cannot keep up with thirty pictures a second, the resolution falls, to a quarter at least.
import { fit, shuffled, spot } from "./sprites.js";
import { isLight } from "./theme.js";

const FLAMES = 150, PUFFS = 26, EMBERS = 46;
const FINE = 0.5, COARSE = 0.25, SLOW = 1 / 32, LOOK = 24; // shares of the resolution; seconds a picture; pictures
const DARK = ["255,206,104", "255,176,66", "250,134,40", "232,88,28", "190,54,24", "110,30,22"];
const LIGHT = ["255,206,60", "255,170,28", "248,128,16", "228,84,16", "190,50,20", "140,40,30"];

export class Fire {
  constructor(canvas) {
    this.canvas = canvas;
    this.paint = canvas.getContext("2d");
    const luck = shuffled(FLAMES * 5, 7);
    this.flames = Array.from({ length: FLAMES }, (_, i) => ({
      age: luck[5 * i], life: 0.75 + 0.75 * luck[5 * i + 1], side: 2 * luck[5 * i + 2] - 1, sway: 6.28 * luck[5 * i + 3], size: 0.7 + 0.6 * luck[5 * i + 4],
    }));
    const more = shuffled(PUFFS * 4, 9);
    this.puffs = Array.from({ length: PUFFS }, (_, i) => ({ age: more[4 * i], life: 3.2 + 2 * more[4 * i + 1], side: 2 * more[4 * i + 2] - 1, size: 0.7 + 0.7 * more[4 * i + 3] }));
    const spots = shuffled(EMBERS * 3, 4);
    this.embers = Array.from({ length: EMBERS }, (_, i) => ({ x: 2 * spots[3 * i] - 1, y: spots[3 * i + 1], beat: 6.28 * spots[3 * i + 2] }));
    this.time = 0;
    this.scale = FINE;
    this.took = [];
    this.shown = { flame: 0, smoke: 0, embers: 0, steam: 0, width: 0.5 };
    this.theme();
  }

  theme() {
    const light = isLight();
    this.spots = (light ? LIGHT : DARK).map((rgb) => spot(rgb, 64, light ? 0.75 : 0.4, light ? 0.6 : 0.55));
    this.smoke = spot(light ? "88,92,98" : "150,156,166", 96, 0.5, 0.55);
    this.steam = spot(light ? "120,146,168" : "222,234,242", 64, 0.95, 0.5);
    this.ember = spot("255,120,40", 32, 1, 0.35);
    this.glow = spot("255,140,50", 128, light ? 0.3 : 0.42, 0.55);
  }

  /** Moves `seconds` on toward what is `wanted`, and draws. Without seconds it jumps there and stands still. */
  draw(wanted, seconds) {
    const shown = this.shown;
    const ease = seconds > 0 ? 1 - Math.exp(-seconds * 5) : 1;
    for (const name of Object.keys(shown)) shown[name] += ((wanted[name] || 0) - shown[name]) * ease;
    this.time += seconds;
    this.keepUp(seconds);
    fit(this.canvas, this.scale);
    const { paint, canvas } = this;
    paint.globalCompositeOperation = "source-over";
    paint.globalAlpha = 1;
    paint.clearRect(0, 0, canvas.width, canvas.height);
    const base = canvas.height * 0.84, middle = canvas.width / 2;
    const spread = canvas.width * (0.06 + 0.22 * Math.min(1, shown.width));
    this.drawSmoke(middle, base, spread, seconds);
    if (!isLight()) paint.globalCompositeOperation = "lighter";
    this.drawEmbers(middle, base, spread);
    this.drawFlame(middle, base, spread, seconds);
    paint.globalCompositeOperation = "source-over";
    this.drawSteam(middle, base, spread);
    paint.globalAlpha = 1;
  }

  /** Draws coarser from now on if the last pictures took too long. */
  keepUp(seconds) {
    if (seconds > 0) this.took.push(seconds);
    if (this.took.length < LOOK) return;
    const each = this.took.reduce((sum, one) => sum + one, 0) / LOOK;
    this.took = [];
    if (each > SLOW) this.scale = Math.max(COARSE, this.scale * 0.8);
  }

  drawFlame(middle, base, spread, seconds) {
    const { paint, canvas, shown } = this;
    const height = canvas.height * 0.8 * shown.flame;
    if (shown.flame < 0.004) return;
    const glow = canvas.width * (0.35 + 0.75 * shown.flame);
    paint.globalAlpha = Math.min(1, 0.2 + 0.8 * shown.flame);
    paint.drawImage(this.glow, middle - glow / 2, base - glow * 0.62, glow, glow);
    const active = Math.round(12 + (FLAMES - 12) * shown.flame);
    const breadth = spread * (0.25 + 0.75 * Math.sqrt(shown.flame));
    const girth = 24 * this.scale + Math.min(breadth * 0.95, canvas.width * 0.2);
    for (let i = 0; i < active; i++) {
      const one = this.flames[i];
      one.age += seconds / one.life;
      if (one.age >= 1) one.age -= 1;
      const { age, side } = one, off = side * side;
      const tongue = 0.72 + 0.28 * Math.cos(side * 9 + one.sway * 0.2); // tongues of unequal height
      const wave = Math.sin(this.time * 2.3 + one.sway + age * 4.5) * 0.13 * (0.3 + age);
      const x = middle + breadth * (side * (1 - 0.82 * age) + wave);
      const y = base - height * (1 - 0.62 * off) * tongue * age ** 0.9;
      const size = girth * one.size * (1 - 0.8 * age ** 1.2);
      paint.globalAlpha = Math.min(1, age * 9) * (1 - age) ** 0.55 * (0.62 + 0.38 * age);
      const heat = Math.min(this.spots.length - 1, Math.floor(0.6 + age * 4.6 + off * 1.6));
      paint.drawImage(this.spots[heat], x - size / 2, y - size * 0.75, size, size * 1.5);
    }
  }

  drawSmoke(middle, base, spread, seconds) {
    const { paint, canvas, shown } = this;
    if (shown.smoke < 0.02) return;
    const active = Math.round(6 + (PUFFS - 6) * shown.smoke);
    for (let i = 0; i < active; i++) {
      const puff = this.puffs[i];
      puff.age += seconds / puff.life;
      if (puff.age >= 1) puff.age -= 1;
      const size = canvas.width * (0.12 + 0.3 * puff.age) * puff.size;
      const x = middle + spread * puff.side * (0.5 + 1.3 * puff.age) + canvas.width * 0.05 * Math.sin(puff.age * 5 + i);
      const y = base - canvas.height * (0.04 + 0.86 * puff.age);
      paint.globalAlpha = shown.smoke * Math.min(1, puff.age * 5) * (1 - puff.age) * 0.95;
      paint.drawImage(this.smoke, x - size / 2, y - size / 2, size, size);
    }
  }

  drawEmbers(middle, base, spread) {
    const { paint, canvas, shown } = this;
    const lit = shown.embers * EMBERS;
    for (let i = 0; i < lit; i++) {
      const one = this.embers[i];
      const size = canvas.width * 0.032 * (0.8 + 0.2 * Math.sin(this.time * 1.5 + one.beat));
      paint.globalAlpha = Math.min(1, lit - i) * (0.72 + 0.22 * Math.sin(this.time * 1.1 + one.beat));
      paint.drawImage(this.ember, middle + one.x * spread * 1.05 - size / 2, base - one.y * canvas.height * 0.09 + canvas.height * 0.02 - size / 2, size, size);
    }
  }

  /** Damp wood hisses: thin jets of steam to both sides. */
  drawSteam(middle, base, spread) {
    const { paint, canvas, shown } = this;
    if (shown.steam < 0.03) return;
    for (let jet = 0; jet < 4; jet++) {
      const way = jet % 2 ? 1 : -1;
      for (let i = 0; i < 7; i++) {
        const age = (this.time * 0.55 + i / 7 + jet * 0.13) % 1;
        const size = canvas.width * (0.03 + 0.11 * age);
        paint.globalAlpha = shown.steam * (1 - age) * 0.75;
        paint.drawImage(this.steam, middle + way * (spread * (0.3 + 0.25 * jet) + age * canvas.width * 0.16) - size / 2, base - age * canvas.height * (0.1 + 0.06 * jet) - size / 2, size, size);
      }
    }
  }
}

// The wood pile: a log for every few people trained, dark and wet or dry and brown; planned wood as outlines.
import { fit, sharp, shuffled } from "./sprites.js";
import { isLight } from "./theme.js";

const ROWS = [9, 8, 7, 6, 5, 4];
export const MOST = ROWS.reduce((sum, row) => sum + row, 0);
const tint = shuffled(MOST * 2, 21);

const mixed = (one, other, share) => one.map((value, i) => Math.round(value + (other[i] - value) * share));
const rgb = (parts) => `rgb(${parts.join(",")})`;

/** Draws the pile when something about it has changed. */
export class Logs {
  constructor(canvas) {
    this.canvas = canvas;
    this.paint = canvas.getContext("2d");
    this.drawn = "";
  }

  /** @param {number} lying share of staff trained @param {number} planned share to be trained @param {number} dry 0 damp, 1 seasoned */
  draw(lying, planned, dry) {
    const resized = fit(this.canvas, sharp());
    const logs = Math.min(MOST, Math.ceil(lying * MOST)), ghosts = Math.min(MOST, Math.ceil(planned * MOST));
    const key = `${logs}/${ghosts}/${Math.round(dry * 20)}/${isLight()}`;
    if (key === this.drawn && !resized) return;
    this.drawn = key;
    const { paint, canvas } = this;
    paint.clearRect(0, 0, canvas.width, canvas.height);
    this.ground();
    let number = 0;
    const size = Math.min(canvas.width / 13, canvas.height / 12);
    const floor = canvas.height * 0.91 - size / 2;
    ROWS.forEach((row, level) => {
      for (let i = 0; i < row; i++) {
        const place = Math.ceil(row / 2) - 1 + (i % 2 ? (i + 1) / 2 : -i / 2);
        const x = canvas.width / 2 + (place - (row - 1) / 2) * size * 1.02;
        const y = floor - level * size * 0.87;
        if (number < logs) this.log(x, y, size, dry, number);
        else if (number < ghosts) this.ghost(x, y, size);
        number++;
      }
    });
  }

  ground() {
    const { paint, canvas } = this;
    const shade = paint.createRadialGradient(canvas.width / 2, canvas.height * 0.93, 4, canvas.width / 2, canvas.height * 0.93, canvas.width * 0.55);
    shade.addColorStop(0, isLight() ? "rgba(120,96,70,.5)" : "rgba(60,46,38,.9)");
    shade.addColorStop(1, "rgba(60,46,38,0)");
    paint.save();
    paint.translate(0, canvas.height * 0.93 * 0.86);
    paint.scale(1, 0.14);
    paint.fillStyle = shade;
    paint.fillRect(0, canvas.height * 0.93 - canvas.width * 0.55, canvas.width, canvas.width * 1.1);
    paint.restore();
  }

  log(x, y, size, dry, number) {
    const { paint } = this;
    const shade = 0.85 + 0.3 * tint[2 * number];
    const bark = mixed([44, 54, 60], [92, 56, 30], dry).map((part) => part * shade);
    const wood = mixed([92, 104, 108], [214, 160, 98], dry).map((part) => part * shade);
    const radius = size * 0.49;
    paint.fillStyle = rgb(bark.map(Math.round));
    paint.beginPath(); paint.arc(x, y, radius, 0, 6.2832); paint.fill();
    paint.fillStyle = rgb(wood.map(Math.round));
    paint.beginPath(); paint.arc(x, y, radius * 0.82, 0, 6.2832); paint.fill();
    paint.strokeStyle = rgb(mixed(wood, bark, 0.55).map(Math.round));
    paint.lineWidth = Math.max(1, size * 0.03);
    const off = (tint[2 * number + 1] - 0.5) * radius * 0.2;
    for (const ring of [0.58, 0.36, 0.15]) { paint.beginPath(); paint.arc(x + off, y + off / 2, radius * ring, 0, 6.2832); paint.stroke(); }
    if (dry < 0.55) this.drops(x, y, radius, number);
  }

  drops(x, y, radius, number) {
    const { paint } = this;
    paint.fillStyle = "rgba(150,205,235,.85)";
    for (let i = 0; i < 2; i++) {
      const turn = 6.28 * tint[(2 * number + 5 * i) % tint.length];
      paint.beginPath(); paint.arc(x + Math.cos(turn) * radius * 0.62, y + Math.sin(turn) * radius * 0.62, Math.max(1.2, radius * 0.1), 0, 6.2832); paint.fill();
    }
  }

  ghost(x, y, size) {
    const { paint } = this;
    paint.strokeStyle = isLight() ? "rgba(70,80,90,.55)" : "rgba(132,158,181,.5)";
    paint.lineWidth = Math.max(1, size * 0.035);
    paint.setLineDash([size * 0.14, size * 0.12]);
    paint.beginPath(); paint.arc(x, y, size * 0.46, 0, 6.2832); paint.stroke();
    paint.setLineDash([]);
  }
}

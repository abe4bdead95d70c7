// The strip above the week's slider: practising filled, trained dashed, resentment thin; changes and support's end marked.
import { fit, sharp } from "./sprites.js";
import { colour } from "./theme.js";

const PAD = 11; // half the thumb of the slider below, so that weeks stand above one another

export class Strip {
  constructor(canvas) { this.canvas = canvas; }

  /** @param {object|null} run @param {number} t week now @param {number[]} marks weeks of changes */
  draw(run, t, marks) {
    fit(this.canvas, sharp());
    const paint = this.canvas.getContext("2d");
    const { width, height } = this.canvas;
    paint.clearRect(0, 0, width, height);
    if (!run) return;
    const pad = PAD * sharp(), last = run.weeks - 1;
    const x = (week) => pad + (week / last) * (width - 2 * pad), y = (share) => height - 2 - share * (height - 6);
    const until = Math.min(last, Math.floor(t));
    this.support(paint, run, x, height);
    paint.fillStyle = colour("burn");
    paint.globalAlpha = 0.85;
    paint.beginPath();
    paint.moveTo(x(0), y(0));
    for (let week = 0; week <= until; week++) paint.lineTo(x(week), y(run.series.practising[week]));
    paint.lineTo(x(until), y(0));
    paint.fill();
    paint.globalAlpha = 1;
    this.line(paint, run.series.trained, until, x, y, colour("cold"), [5, 4]);
    this.line(paint, run.series.resentment, until, x, y, colour("smoky"), []);
    paint.fillStyle = colour("text");
    for (const week of marks) { paint.beginPath(); paint.moveTo(x(week), 0); paint.lineTo(x(week) - 6, 0); paint.lineTo(x(week), 11); paint.lineTo(x(week) + 6, 0); paint.fill(); }
    paint.fillRect(x(Math.min(last, t)) - 1, 0, 2, height);
  }

  support(paint, run, x, height) {
    if (!run.header.coached) return;
    const [from, until] = run.header.coached.map((week) => x(Math.min(run.weeks - 1, week)));
    paint.fillStyle = colour("shade");
    paint.fillRect(from, 0, until - from, height);
  }

  line(paint, values, until, x, y, stroke, dash) {
    paint.strokeStyle = stroke;
    paint.lineWidth = 2;
    paint.setLineDash(dash);
    paint.beginPath();
    let pen = false;
    for (let week = 0; week <= until; week++) {
      if (Number.isNaN(values[week])) continue;
      if (pen) paint.lineTo(x(week), y(values[week])); else paint.moveTo(x(week), y(values[week]));
      pen = true;
    }
    paint.stroke();
    paint.setLineDash([]);
  }
}

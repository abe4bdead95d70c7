// Time: plays, pauses, scrubs. Whoever draws is called with the week (with fractions) and the seconds since the last call.
import { still } from "./theme.js";

const STILL_STEP = 250; // milliseconds between pictures where motion is not wanted

export class Player {
  constructor(draw) {
    this.draw = draw;
    this.t = 0;
    this.last = 0; // the last week
    this.speed = 14; // weeks a second
    this.playing = false;
    this.ended = () => {};
    this.tick = this.tick.bind(this);
  }

  start(last, t = 0) {
    this.last = last;
    this.t = t;
    this.done = false;
    this.play();
  }

  play() {
    if (this.playing) return;
    this.playing = true;
    this.before = performance.now();
    requestAnimationFrame(this.tick);
  }

  pause() {
    this.playing = false;
    this.draw(this.t, 0);
  }

  seek(t) {
    this.t = Math.max(0, Math.min(this.last, t));
    this.done = false;
    if (this.playing) return;
    this.draw(this.t, 0);
    this.finish(); // who pauses and drags to the end has seen how it ends, too
  }

  /** Tells once that the last week is reached. */
  finish() {
    if (this.t < this.last || this.done) return;
    this.done = true;
    this.ended();
  }

  tick(now) {
    if (!this.playing) return;
    const seconds = Math.max(0, Math.min(0.1, (now - this.before) / 1000));
    if (still() && now - this.before < STILL_STEP) { requestAnimationFrame(this.tick); return; }
    const passed = still() ? Math.max(0, Math.min(0.5, (now - this.before) / 1000)) : seconds;
    this.before = Math.max(this.before, now);
    this.t = Math.min(this.last, this.t + passed * this.speed);
    this.draw(still() ? Math.floor(this.t) : this.t, still() ? 0 : seconds);
    this.finish();
    requestAnimationFrame(this.tick);
  }
}

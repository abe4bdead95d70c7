// Where runs come from in the handout: a grid of recorded runs within the file. The same functions as source.js.
import { decode } from "./decode.js";

export const live = false;
const SLIDERS = ["values", "leaders", "talk", "wood"];
const kept = JSON.parse(document.getElementById("recorded").textContent);

export async function start() { return { ...kept.start, grid: kept.grid }; }

/** The recorded run that lies nearest to a pile. */
function nearest({ pile, seed }) {
  let best = null, least = Infinity;
  for (const one of kept.runs) {
    let far = one.pile.ties === pile.ties && one.pile.first === pile.first ? 0 : 100;
    if (one.seed !== seed) far += 10;
    for (const name of SLIDERS) far += Math.abs(one.pile[name] - pile[name]);
    if (far < least) { least = far; best = one; }
  }
  return best;
}

export async function run(question) {
  const one = nearest(question);
  const packed = Uint8Array.from(atob(one.data), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const found = decode(await new Response(stream).arrayBuffer());
  Object.assign(found.header, kept.shared[one.pile.ties], { smoothed: true });
  return found;
}

export async function verdict(question) { return nearest(question).verdict; }
export async function ask() { throw new Error("This works on the live page only: firewood app."); }
export const upload = ask;

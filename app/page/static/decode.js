// Reads a run from its bytes: the form is described in app/page/stream.py.

const MAGIC = 0x4e525746; // "FWRN", little-endian
export const VERSION = 1;
export const PRACTISING = 1, TRAINED = 2, RESENTFUL = 4, WARMED = 8;

/** @param {ArrayBuffer} buffer @returns {{header: object, weeks: number, people: number, states: Uint8Array, series: Object<string, Float32Array>}} */
export function decode(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < 12 || view.getUint32(0, true) !== MAGIC) throw new Error("These bytes are no run of Firewood.");
  const version = view.getUint16(4, true);
  if (version !== VERSION) throw new Error(`This run is of version ${version}; version ${VERSION} is read here. Load the page again.`);
  const how = view.getUint16(6, true);
  const length = view.getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 12, length)));
  const { weeks, people } = header;
  let at = 12 + length;
  let states = new Uint8Array(buffer, at, weeks * people);
  if (how === 1) states = accumulated(states, people);
  at += weeks * people + ((4 - ((weeks * people) % 4)) % 4);
  const series = {};
  for (const name of header.series) {
    series[name] = new Float32Array(buffer, at, weeks);
    at += 4 * weeks;
  }
  if (at !== buffer.byteLength) throw new Error("These bytes are no whole run.");
  return { header, weeks, people, states, series };
}

/** Undoes the differences between weeks. */
function accumulated(differences, people) {
  const states = Uint8Array.from(differences);
  for (let i = people; i < states.length; i++) states[i] ^= states[i - people];
  return states;
}

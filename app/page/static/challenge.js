// The challenge's verdict: what was used, your best, and the least that was found to do.

const places = (count) => `${count} ${count === 1 ? "place" : "places"}`;

/** @param {object} found the verdict @param {string} outcome how the fire ended @param {number|null} best fewest places that have burned on */
export function challenged({ used, most, least }, outcome, best) {
  const lines = [outcome === "burning" ? `Challenge: it burns on with ${places(used)}. Your best so far: ${best}.` : `Challenge: ${places(used)} ${used === 1 ? "was" : "were"} not enough here.`];
  const given = "With your seasoning and this luck";
  if (least) lines.push(`${given} the least found to burn on is ${places(least.places)} from the start${least.places < used ? `, and with ${least.below} it does not; other seasoning may need fewer still` : ""}.`);
  else lines.push(`${given} not even ${places(most)} from the start make it burn on. What would season it?`);
  return lines;
}

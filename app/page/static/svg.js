// Drawings as SVG: the twenty dots, and the futures of a plan in bands. They go into the report as they are.
import { colour } from "./theme.js";

const NS = "http://www.w3.org/2000/svg";

export function mark(name, attributes = {}, text = "") {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

const ORDER = ["burning", "smouldering", "out", "not yet"];
const SAID = { burning: "still burns", smouldering: "smoulders", out: "is out", "not yet": "is not decided" };

/** One dot a future, those that burn first: large and filled, filled, hollow. */
export function dots(letter, outcomes, width) {
  const n = outcomes.length, sorted = [...outcomes].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const rows = n <= 20 ? 1 : n <= 50 ? 2 : n <= 100 ? 3 : 4;
  const across = Math.ceil(n / rows), head = 88, step = Math.min(30, (width - head - 6) / across), height = Math.max(40, rows * step + 6);
  const counts = ORDER.map((each) => [each, outcomes.filter((one) => one === each).length]).filter(([, count]) => count);
  const label = `Plan ${letter}: ${counts.map(([each, count]) => `${SAID[each]} in ${count} of ${n}`).join(", ")}`;
  const root = mark("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label });
  root.append(mark("text", { x: 0, y: height / 2 + 6, fill: colour(letter === "A" ? "plan-a" : "plan-b"), "font-size": 19, "font-weight": 700, "font-family": "system-ui, sans-serif" }, `Plan ${letter}`));
  sorted.forEach((outcome, i) => {
    const x = head + (i % across) * step + step / 2, y = height / 2 + (Math.floor(i / across) - (rows - 1) / 2) * step, r = step * 0.4;
    const look = outcome === "burning" ? { r, fill: colour("burn") } : outcome === "smouldering" ? { r: r * 0.78, fill: colour("smoulder") } : { r: r * 0.74, fill: "none", stroke: colour("cold"), "stroke-width": Math.max(1.5, r * 0.22) };
    root.append(mark("circle", { cx: x, cy: y, ...look }));
  });
  return root;
}

/** The bands of one plan over the years, with some single futures and the other plan's middle. */
export function bands({ letter, found, other, weeks, start, width, height }) {
  const left = 62, right = 10, top = 30, foot = 32;
  const x = (week) => left + (week / (weeks - 1)) * (width - left - right), y = (share) => top + (1 - share) * (height - top - foot);
  const ink = colour(letter === "A" ? "plan-a" : "plan-b"), soft = colour("soft");
  const [p10, p25, p50, p75, p90] = found.bands;
  const root = mark("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `Plan ${letter}: share practising over the years. In the end half of the futures lie between ${percent(p25.at(-1))} and ${percent(p75.at(-1))}, the middle is ${percent(p50.at(-1))}.` });
  const write = (px, py, text, more = {}) => root.append(mark("text", { x: px, y: py, fill: soft, "font-size": 17, "font-family": "system-ui, sans-serif", ...more }, text));
  for (const share of [0, 0.5, 1]) {
    root.append(mark("line", { x1: left, x2: width - right, y1: y(share), y2: y(share), stroke: soft, "stroke-opacity": 0.3 }));
    write(left - 6, y(share) + 6, percent(share), { "text-anchor": "end" });
  }
  years(root, write, x, { weeks, start, height, foot, top, soft, room: width - left - right });
  if (found.coached) {
    const [from, until] = found.coached.map((week) => x(Math.min(weeks - 1, week)));
    root.append(mark("rect", { x: from, y: height - foot, width: Math.max(1, until - from), height: 4, fill: soft, "fill-opacity": 0.55 }));
  }
  const area = (low, high, opacity) => root.append(mark("path", { d: `${path(low, x, y)} ${path(high, x, y, true)} Z`, fill: ink, "fill-opacity": opacity }));
  area(p10, p90, 0.2);
  area(p25, p75, 0.32);
  for (const one of found.singles) root.append(mark("path", { d: path(one, x, y), fill: "none", stroke: ink, "stroke-opacity": 0.45, "stroke-width": 1 }));
  root.append(mark("path", { d: path(other.bands[2], x, y), fill: "none", stroke: soft, "stroke-width": 1.5, "stroke-dasharray": "2 4" }));
  root.append(mark("path", { d: path(p50, x, y), fill: "none", stroke: ink, "stroke-width": 3, ...(letter === "B" ? { "stroke-dasharray": "9 5" } : {}) }));
  write(left, 20, width < 320 ? `Plan ${letter}: practising` : `Plan ${letter}: share practising`, { fill: ink, "font-weight": 700 });
  return root;
}

/** Calendar years under the axis. */
function years(root, write, x, { weeks, start, height, foot, top, soft, room }) {
  const every = Math.ceil((52 * weeks) / 52.18 / room); // so that no year is written over another
  for (let next = start; ; next += every) {
    const week = (next - start) * 52.18;
    if (week >= weeks - 8) return;
    root.append(mark("line", { x1: x(week), x2: x(week), y1: top, y2: height - foot, stroke: soft, "stroke-opacity": 0.18 }));
    write(x(week), height - 8, String(next), { "text-anchor": "middle" });
  }
}

function path(values, x, y, back) {
  const points = values.map((value, week) => `${x(week).toFixed(1)},${y(value).toFixed(1)}`);
  return back ? `L${points.reverse().join("L")}` : `M${points.join("L")}`;
}

export const percent = (share) => `${Math.round(100 * share)} %`;

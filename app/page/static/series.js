// All series of a run as small drawings on the same weeks, each with its value at the week that is shown; and as CSV.
import { mark as svg } from "./svg.js";

const W = 300, H = 54;

/** Draws all of them. Those that are shares have the same axis, 0 to 1; others their own, from 0. */
export function series(box, run, meanings) {
  box.replaceChildren(...run.header.series.map((name) => {
    const values = run.series[name];
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const label = document.createElement("span"), value = document.createElement("output");
    label.textContent = name.replaceAll("_", " ");
    label.title = meanings[name] ?? "";
    value.dataset.series = name;
    caption.append(label, value);
    const most = Math.max(...values.filter((each) => !Number.isNaN(each)), 0);
    const top = most <= 1.0001 ? 1 : most;
    const root = svg("svg", { viewBox: `0 0 ${W} ${H}`, preserveAspectRatio: "none", role: "img", "aria-label": `${meanings[name] ?? name}, from ${said(values[0])} to ${said(values.at(-1))}` });
    root.append(svg("path", { d: path(values, top), class: "line", fill: "none", "vector-effect": "non-scaling-stroke" }), svg("line", { y1: 0, y2: H, x1: 0, x2: 0, class: "now", "vector-effect": "non-scaling-stroke" }));
    figure.append(caption, root);
    return figure;
  }));
}

function path(series, top) {
  const values = series.length > 1 ? series : [series[0], series[0]]; // one week is a level
  let text = "", pen = false;
  values.forEach((value, week) => {
    if (Number.isNaN(value)) { pen = false; return; }
    text += `${pen ? "L" : "M"}${((week / (values.length - 1)) * W).toFixed(1)},${(H - 2 - (value / top) * (H - 4)).toFixed(1)}`;
    pen = true;
  });
  return text;
}

/** Moves the line of the week, and says the values there. */
export function mark(box, run, week) {
  const x = (week / Math.max(1, run.weeks - 1)) * W;
  for (const line of box.querySelectorAll(".now")) { line.setAttribute("x1", x); line.setAttribute("x2", x); }
  for (const output of box.querySelectorAll("output")) output.textContent = said(run.series[output.dataset.series][week]);
}

const said = (value) => (Number.isNaN(value) ? "–" : Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(Math.abs(value) < 10 ? 3 : 1));

/** One row a week; a series that is not defined stays empty. */
export function csv(run) {
  const names = run.header.series;
  const lines = [["week", ...names].join(",")];
  for (let week = 0; week < run.weeks; week++) lines.push([week, ...names.map((name) => { const value = run.series[name][week]; return Number.isNaN(value) ? "" : String(Number(value.toPrecision(9))); })].join(","));
  return `${lines.join("\n")}\n`;
}

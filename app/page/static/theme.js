// Light and dark, and the colours that canvases draw with.

const watchers = [];

/** Calls `changed` whenever the theme changes. */
export function onTheme(changed) { watchers.push(changed); }

export function isLight() { return document.documentElement.dataset.theme === "light"; }

/** A colour of the style sheet, by its name there without dashes. */
export function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim(); }

/** What `draw` makes in light colours, whichever are in use: for paper. */
export function onPaper(draw) {
  const { dataset } = document.documentElement, used = dataset.theme;
  dataset.theme = "light";
  try { return draw(); } finally { dataset.theme = used; }
}

export function setTheme(name) {
  document.documentElement.dataset.theme = name;
  const button = document.getElementById("theme");
  button.textContent = name === "light" ? "Dark" : "Light";
  button.setAttribute("aria-label", name === "light" ? "Dark colours" : "Light colours, for bright rooms");
  for (const changed of watchers) changed();
}

/** Paper is white whichever theme is in use. */
function printed() {
  let used = null;
  const to = (theme) => { document.documentElement.dataset.theme = theme; for (const changed of watchers) changed(); };
  addEventListener("beforeprint", () => { used = document.documentElement.dataset.theme; to("light"); });
  addEventListener("afterprint", () => { if (used) to(used); used = null; });
}

export function startTheme() {
  printed();
  let kept = null;
  try { kept = localStorage.getItem("firewood-theme"); } catch { /* a page from disk may have no storage */ }
  setTheme(kept ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"));
  document.getElementById("theme").addEventListener("click", () => {
    const next = isLight() ? "dark" : "light";
    setTheme(next);
    try { localStorage.setItem("firewood-theme", next); } catch { /* not kept, then */ }
  });
}

export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

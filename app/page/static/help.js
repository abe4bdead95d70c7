// "?" buttons: each opens a plain sentence and its source in a dialog.
import { WORDS } from "./words.js";

const found = (key) => document.getElementById(key);

/** Shows some words; the source may be left out. */
export function tell(title, text, source) {
  found("help-title").textContent = title;
  found("help-text").textContent = text;
  found("help-source").textContent = source ? `Source: ${source}.` : "";
  const dialog = found("help");
  if (!dialog.open) dialog.showModal();
}

export function startHelp() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-help]");
    if (button) {
      const [title, text, source] = button.dataset.words ? JSON.parse(button.dataset.words) : WORDS[button.dataset.help];
      tell(title, text, source);
    }
    if (event.target.id === "help") event.target.close();
  });
  found("help-close").addEventListener("click", () => found("help").close());
}

/** A "?" button for words made on the way. */
export function helpButton(title, text, source) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "help";
  button.dataset.help = "";
  button.dataset.words = JSON.stringify([title, text, source]);
  button.setAttribute("aria-label", `What is this: ${title}?`);
  button.textContent = "?";
  return button;
}

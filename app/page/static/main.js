// Starts the page: tabs, keys, theme, help, then each tab when it is first needed.
import { startCampfire } from "./campfire.js";
import { startHelp } from "./help.js";
import { startTabs } from "./tabs.js";
import { startTheme } from "./theme.js";
import { live, start } from "./source.js";

startTheme();
startHelp();
document.getElementById("full").addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
});

// A file that misses its field must not take the page's place.
for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());

try {
  const known = await start();
  const campfire = startCampfire(known);
  const rooms = { campfire };
  if (live) {
    const { startWhatif } = await import("./whatif.js");
    const { startWorkbench } = await import("./workbench.js");
    rooms.whatif = startWhatif(known);
    rooms.workbench = startWorkbench(known, campfire);
  }
  startTabs(rooms);
} catch (error) {
  document.getElementById("verdict").textContent = error.message;
}
window.firewoodReady();

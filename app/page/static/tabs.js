// The tabs, and the keys: 1 to 3, Space, R, F, arrows on tabs. Sliders take arrows by themselves.

const names = () => [...document.querySelectorAll('[role="tab"]')];

/** Shows one tab; `rooms` may have `enter` and `leave`. */
export function startTabs(rooms) {
  let shown = "campfire";
  const choose = (name, focus) => {
    for (const tab of names()) {
      const mine = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(mine));
      tab.tabIndex = mine ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !mine;
      if (mine && focus) tab.focus();
    }
    if (name !== shown) {
      rooms[shown]?.leave?.();
      shown = name;
      rooms[name]?.enter?.();
    }
  };
  const list = document.getElementById("tabs");
  list.addEventListener("click", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) choose(tab.id.slice(4), true);
  });
  list.addEventListener("keydown", (event) => {
    const all = names();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    choose(all[(to + all.length) % all.length].id.slice(4), true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const typing = event.target.closest('input:not([type="range"], [type="radio"], [type="checkbox"]), select, textarea');
    if (typing) return;
    const room = rooms[shown];
    const pressed = event.key.toLowerCase();
    const tab = names()[Number(pressed) - 1];
    if (tab && "123".includes(pressed)) choose(tab.id.slice(4), true);
    else if (pressed === "f") document.getElementById("full").click();
    else if (pressed === "r") room?.again?.();
    else if (pressed === " " && !event.target.closest("button, summary, a, [type='checkbox'], [type='radio']")) {
      event.preventDefault();
      room?.toggle?.();
    }
  });
  const linked = () => {
    const asked = location.hash.match(/^#(whatif|workbench)/);
    if (asked && rooms[asked[1]]) choose(asked[1], false);
    return asked;
  };
  if (!linked()) rooms.campfire.enter?.();
  addEventListener("hashchange", linked); // a link put into the address bar of an open page
}

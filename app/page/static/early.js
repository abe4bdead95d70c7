// Keeps clicks that come before the page is ready, and gives them back once it is.
(() => {
  const early = [];
  const keep = (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[id]") : null;
    if (button) {
      early.push(button.id);
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  document.addEventListener("click", keep, true);
  window.firewoodReady = () => {
    document.removeEventListener("click", keep, true);
    for (const id of early) document.getElementById(id)?.click();
    document.documentElement.dataset.ready = "yes";
  };
})();

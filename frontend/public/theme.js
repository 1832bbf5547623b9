// Runs before the first paint, so that nobody who chose the dark theme sees a white flash.
// A file of its own, because the content security policy allows no script inside the page.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('datainsight.theme');
  } catch {
    // Storage is switched off: the system's theme it is.
  }
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
})();

/** The page's own font comes once the page has been drawn; a browser that has it uses it from the start (opening/opening.js). */
const KEY = 'datainsight.font';
const OWN = 'own';

export async function bringOwnFont(): Promise<void> {
  const { dataset } = document.documentElement;
  if (dataset['font'] === OWN) return;
  await idle();
  // Nothing is lost without it: the stand-in stays.
  const faces = await document.fonts.load("1em 'Inter Variable'").catch(() => []);
  if (faces.length === 0) return;
  dataset['font'] = OWN;
  localStorage.setItem(KEY, OWN);
}

const IDLE_MILLISECONDS = 300;

/** When nothing has been asked of the processor for a moment. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) setTimeout(() => requestIdleCallback(() => resolve()), IDLE_MILLISECONDS);
    else setTimeout(resolve, IDLE_MILLISECONDS);
  });
}

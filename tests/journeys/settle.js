// Goes to an address of the console without loading it anew, and waits until the page stands still.
// Given the address, or null to stay; the language the page must have come to speak, or null; and for how many looks in
// a row it must have stood still.
async ([path, language, calmSteps]) => {
  const STEP_MS = 20;
  const LONGEST_MS = 20_000;
  // A page that has just become narrower is laid out anew; one that stays too wide is judged as it stands.
  const LAYOUT_MS = 3_000;
  const BUSY = '[role="status"][aria-label], [aria-busy="true"], .ant-skeleton, .ant-spin-spinning';
  const pause = () => new Promise((resolve) => setTimeout(resolve, STEP_MS));
  if (path !== null) {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }
  const begun = performance.now();
  for (let calm = 0; calm < calmSteps; ) {
    await pause();
    const speaks = language === null || document.documentElement.lang === language;
    const fits = document.documentElement.scrollWidth <= innerWidth || performance.now() - begun > LAYOUT_MS;
    const still = speaks && fits && document.querySelector("h1") !== null && document.querySelector(BUSY) === null;
    calm = still ? calm + 1 : 0;
    if (performance.now() - begun > LONGEST_MS) return false;
  }
  return true;
}

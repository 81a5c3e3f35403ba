// Looks at the page that is open as a person would, and says what they would stumble over.
// Given the language it should speak; answers with the complaints, the links of the page and the characters it shows.
(language) => {
  const complaints = [];
  const main = document.querySelector("main") ?? document.body;
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  // What is meant for machines is set as such; what a person typed in is theirs.
  const verbatim = (element) => element.closest("code, pre, kbd, samp, textarea, svg, style, script, .react-flow") !== null;
  const short = (words) => (words.length > 80 ? `${words.slice(0, 80)}…` : words);

  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) complaints.push(`is ${wide} px wide in a window of ${innerWidth}`);
  const headings = [...document.querySelectorAll("h1")].filter(shown);
  if (headings.length !== 1) complaints.push(`has ${headings.length} first headings`);
  if (document.documentElement.lang !== language) complaints.push(`speaks ${document.documentElement.lang}`);

  const BROKEN = /\bundefined\b|\[object |\bNaN\b|Invalid Date|\{\{|\$\{|\uFFFD/;
  const IDENTIFIER = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
  const MACHINE_TIME = /\d{4}-\d{2}-\d{2}T\d{2}:/;
  const CODE_WORD = /^[a-z0-9]+(_[a-z0-9]+)+$|^[a-z_]+(\.[a-z_]+){2,}$|\bnull\b/;
  const LATIN_ONLY = /^[a-z]{3,}( [a-z]+)*$/;
  const HAN = /\p{Script=Han}/u;
  const english = language === "en";
  // The console's own words; the names of things stay in the language they were given.
  const LABELS = "th[scope=col], dt, label, legend, [role=tab], button.ant-btn";
  const OWN_NAMES = "[role=region] th, [class*=columns] *, .ant-form-item-label *";

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const characters = new Set();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = node.data.trim();
    const element = node.parentElement;
    if (words === "" || element === null || element.closest("style, script") !== null || !shown(element)) continue;
    for (const character of words) characters.add(character);
    if (BROKEN.test(words)) complaints.push(`shows “${short(words)}”`);
    if (verbatim(element)) continue;
    if (IDENTIFIER.test(words) || MACHINE_TIME.test(words) || CODE_WORD.test(words)) complaints.push(`shows the code “${short(words)}”`);
    if (element.closest("[lang]")?.lang !== language) continue;
    if (!english && LATIN_ONLY.test(words)) complaints.push(`shows the word “${short(words)}”`);
    const label = english && HAN.test(words) && main.contains(element) ? element.closest(LABELS) : null;
    if (label !== null && !element.matches(OWN_NAMES)) complaints.push(`leaves “${short(words)}” in Chinese`);
  }

  for (const element of main.querySelectorAll("button, a, th, td, dt, dd, h1, h2, label, li, p, span")) {
    const cut = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    if (!cut || !["hidden", "clip"].includes(getComputedStyle(element).overflowX)) continue;
    const said = element.textContent.trim() === "" || element.closest("[title]") !== null;
    if (!said && shown(element) && !verbatim(element)) complaints.push(`cuts off “${short(element.textContent.trim())}”`);
  }

  const links = [...document.querySelectorAll('main a[href^="/"]:not([download]), nav a[href^="/"]')].map((link) => link.getAttribute("href"));
  return { complaints: [...new Set(complaints)], links: [...new Set(links)], characters: [...characters].join("") };
}

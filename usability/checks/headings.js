() => {
  const {clean, spoken, main, text, shown} = window.__aw.read;
  const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")].filter(node => node.checkVisibility() && !node.closest("[aria-hidden=true]"));
  const rank = node => Number(node.getAttribute("aria-level") || node.tagName[1]);
  const said = node => clean(spoken(node));
  const found = [];
  const at = (node, message, key, more = {}) => found.push({place: node ? window.__aw.place(node) : undefined, message, key, ...more});
  const tops = all.filter(node => rank(node) === 1);
  if (!tops.length) at(null, "Die Seite hat keine Überschrift der ersten Stufe (h1).", "h1", {best: true});
  for (const node of tops.slice(1)) at(node, `„${said(node)}“ ist schon die zweite Überschrift der ersten Stufe.`, "h1-mehrere", {best: true});
  const generic = /^((schritt|seite|abschnitt|teil)\s*\d*(\s*von\s*\d+)?:?|formular|antrag|online-?antrag|angaben|eingabe|daten|willkommen|start|überschrift|titel|untitled|home)$/i;
  for (const node of all) {
    if (!said(node)) at(node, "Eine Überschrift ist leer.", "leer");
    else if (generic.test(said(node))) at(node, `„${said(node)}“ sagt nicht, worum es hier geht.`, "nichtssagend");
  }
  let before = 0;
  for (const node of all) {
    if (before && rank(node) > before + 1) at(node, `Auf eine Überschrift der Stufe ${before} folgt „${said(node)}“ mit Stufe ${rank(node)}.`, "sprung", {best: true});
    before = rank(node);
  }
  const size = parseFloat(getComputedStyle(document.body).fontSize);
  for (const node of main().querySelectorAll("p, div")) {
    const words = text(node), look = getComputedStyle(node), inner = node.firstElementChild;
    const bold = Number(look.fontWeight) >= 600 || inner && node.childElementCount === 1 && text(inner) === words && Number(getComputedStyle(inner).fontWeight) >= 600;
    const next = node.nextElementSibling;
    if (!words || words.length > 60 || /[.!?:]$/.test(words) || !shown(node) || node.closest("h1, h2, h3, h4, h5, h6, [role=heading], label, legend, nav, li, dl, dt, dd, table, button, a, address, [role=alert], [role=status], [role=note], [aria-live], header, footer")
      || node.querySelector("p, div, a, button, input, ul, ol, dl, h1, h2, h3, h4, code, svg") || !bold || !next || document.querySelector(`[aria-labelledby~="${CSS.escape(node.id || "-")}"]`)) continue;
    if (parseFloat(look.fontSize) >= 1.2 * size && next.matches("p, ul, ol, form, fieldset, div, table"))
      at(node, `„${words}“ sieht aus wie eine Überschrift, ist aber keine.`, "nur-fett", {unsure: true});
  }
  return {applies: true, found};
}

() => {
  const {clean, text, main, shown} = window.__aw.read;
  const found = [];
  let applies = false;
  const at = (node, message, key, more = {}) => found.push({place: window.__aw.place(node), message, key, ...more});
  for (const table of document.querySelectorAll("table")) {
    if (!table.checkVisibility()) continue;
    applies = true;
    const laid = /^(presentation|none)$/.test(table.getAttribute("role") || "");
    const heads = table.querySelectorAll("th, [role=columnheader], [role=rowheader]");
    const controls = table.querySelectorAll("input:not([type=hidden]), select, textarea").length;
    const rows = table.rows.length, columns = Math.max(0, ...[...table.rows].map(row => row.cells.length));
    const words = [...table.querySelectorAll("td")].filter(text).length;
    if (laid && heads.length) at(table, "Eine Tabelle mit Kopfzellen gibt sich als bloße Anordnung aus (role=\"presentation\").", "verleugnet");
    else if (!laid && !heads.length && (controls || rows < 2 || columns < 2)) at(table, "Diese Tabelle ordnet nur an. Vorgelesen wird sie als Tabelle mit Zeilen und Spalten.", "anordnung");
    else if (!laid && !heads.length && words) at(table, "Dieser Tabelle fehlen Kopfzellen (th): Niemand hört, was eine Zelle bedeutet.", "kopf");
    else if (!laid && [...heads].some(head => !text(head) && !head.getAttribute("aria-label") && !head.querySelector("img[alt], [aria-label]") && head.cellIndex > 0)) at(table, "Eine Kopfzelle ist leer.", "kopf-leer", {best: true});
  }
  for (const list of document.querySelectorAll("ul, ol, dl")) {
    if (!list.checkVisibility()) continue;
    applies = true;
    if (!list.children.length) at(list, "Diese Liste ist leer.", "leer", {best: true});
  }
  for (const node of document.querySelectorAll("li, dt, dd"))
    if (node.checkVisibility() && !node.closest(node.matches("li") ? "ul, ol, menu, [role=list]" : "dl")) at(node, "Dieser Punkt steht in keiner Liste.", "heimatlos");
  const bullet = /^\s*([-–—•·▪►*→✓]|\d{1,2}[.)])\s+\S/;
  const told = new Set();
  const lines = node => node.querySelector("br") ? node.innerText.split("\n").map(clean).filter(Boolean) : [];
  const pair = /^[A-ZÄÖÜ][^:.!?]{1,40}:\s+\S/;
  const tel = /^(telefon|tel\.?|e-mail|fax|web|internet):/i;
  for (const node of main().querySelectorAll("p, div, td, dd, section, fieldset, article")) {
    if (!shown(node) || node.closest("pre, address, [aria-hidden=true], table")) continue;
    const parts = lines(node);
    if (node.matches("p, div, td, dd") && !node.querySelector("p, div, li")) {
      const marked = parts.filter(line => bullet.test(line));
      if (marked.length >= 2) { told.add(node); at(node, `„${marked[0].slice(0, 50)}“ und ${marked.length - 1} weitere Zeilen sind mit getippten Zeichen aufgezählt, nicht als Liste.`, "getippt"); }
      const pairs = parts.filter(line => pair.test(line) && !tel.test(line));
      if (pairs.length >= 3) { told.add(node); at(node, `„${pairs[0].slice(0, 50)}“ und ${pairs.length - 1} weitere Zeilen sind Paare aus Name und Wert, aber keine Beschreibungsliste.`, "paare"); }
    }
    const run = [];
    const close = () => {
      if (run.length >= 2 && run.every(one => bullet.test(text(one)))) at(run[0], `„${text(run[0]).slice(0, 50)}“ und ${run.length - 1} weitere Absätze sind mit getippten Zeichen aufgezählt, nicht als Liste.`, "getippt");
      else if (run.length >= 3 && run.every(one => pair.test(text(one)))) at(run[0], `„${text(run[0]).slice(0, 50)}“ und ${run.length - 1} weitere Absätze sind Paare aus Name und Wert, aber keine Beschreibungsliste.`, "paare");
      run.length = 0;
    };
    for (const child of node.children) {
      const plain = child.matches("p, div, span") && !child.querySelector("p, div, input, select, textarea, button, label, ul, ol, dl") && !child.closest("label, legend, dl, li") && shown(child);
      const kind = plain && (bullet.test(text(child)) ? "bullet" : pair.test(text(child)) && text(child).length < 90 && !tel.test(text(child)) ? "pair" : "");
      if (!kind || run.length && run.kind !== kind) close();
      if (kind) { run.kind = kind; run.push(child); }
    }
    close();
  }
  return {applies, found};
}

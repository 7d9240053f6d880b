() => {
  const wrong = [...document.querySelectorAll("main [aria-invalid=true]")].filter(field => field.checkVisibility());
  const found = [];
  const text = node => (node?.textContent || "").replace(/\s+/g, " ").trim();
  for (const field of wrong) {
    const holder = field.closest("fieldset[aria-describedby]") || field;
    const ids = [field, holder].flatMap(node => (node.getAttribute("aria-describedby") || "").split(/\s+/).concat((node.getAttribute("aria-errormessage") || "").split(/\s+/))).filter(Boolean);
    const told = ids.map(id => document.getElementById(id)).filter(node => node && /error|fehler/i.test(node.id) && text(node));
    if (!told.length) found.push({place: window.__aw.place(field), message: "Das Feld gilt als falsch, aber kein Text am Feld sagt, warum.", key: "text"});
    else if (!told.some(node => node.checkVisibility())) found.push({place: window.__aw.place(field), message: "Die Meldung ist nicht zu sehen.", key: "sichtbar"});
  }
  const summary = document.querySelector("main [role=alert]");
  const links = summary ? [...summary.querySelectorAll("a[href^='#']")] : [];
  for (const link of links) {
    const there = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!there) found.push({place: window.__aw.place(link), message: `„${text(link)}“ führt ins Leere.`, key: "link"});
  }
  if (wrong.length && !links.length) found.push({message: "Über der Seite fehlt eine Liste der Fehler mit Links zu den Feldern.", key: "liste"});
  return {applies: wrong.length > 0 || links.length > 0, found};
}

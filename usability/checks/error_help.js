() => {
  const {german, clean, text, main, name, question} = window.__aw.read;
  const wrong = [...main().querySelectorAll("[aria-invalid=true]")].filter(field => field.checkVisibility());
  const told = new Map();
  for (const field of wrong) {
    const ids = [field, question(field)].flatMap(node => `${node.getAttribute("aria-describedby") || ""} ${node.getAttribute("aria-errormessage") || ""}`.split(/\s+/)).filter(Boolean);
    for (const node of ids.map(id => document.getElementById(id)))
      if (node && /error|fehler/i.test(`${node.id} ${node.className}`) && text(node)) told.set(node, field);
  }
  for (const link of main().querySelectorAll("[role=alert] li, [id*=fehler] li, [class*=error-summary] li")) {
    // The list above repeats what stands at the fields, as a link there.
    if (text(link) && ![...told.keys()].some(node => text(link).includes(text(node).replace(/^fehler:\s*/i, "")))) told.set(link.querySelector("a") || link, null);
  }
  const bare = /^(das (feld|datum) ist |die (eingabe|angabe) ist |ihre (eingabe|angabe) ist |dieses feld ist |der wert ist )?(ein )?(ungültig|falsch|fehler|fehlerhaft|inkorrekt|nicht (gültig|korrekt|erlaubt|zulässig|richtig)|pflichtfeld|erforderlich|leer|ungültige[rs]? (eingabe|angabe|wert|format|datum|nummer|e-mail-adresse|iban)|fehlerhafte[rs]? (eingabe|angabe|wert)|invalid|required|eingabefehler|falsches format|bitte (prüfen|korrigieren)|bitte (prüfen|korrigieren) sie (ihre|die) (eingaben?|angaben?))[.!]*$/i;
  const technical = /\b(error|exception|is required|invalid|null|undefined|regex|pattern|schema|E\d{3,}|(http|status|code|fehler) ?\d{3})\b/i;
  const does = /\b(bitte|beispiel|muss|müssen|höchstens|mindestens|darf|dürfen|nur|zwischen|genau|erst|frühestens|spätestens|sollte|brauchen wir|möglich|(geben|wählen|schreiben|tragen|nennen|laden|ergänzen|prüfen|ändern|entfernen|löschen) sie)\b|(^|[.:!?,]\s+)\p{L}+n sie\b/iu;
  const found = [];
  for (const [node, field] of told) {
    const said = clean(text(node).replace(/^fehler:\s*/i, "").replace(field ? `${name(field)}:` : "", ""));
    const at = (message, unsure) => found.push({place: window.__aw.place(field || node), message, key: said.toLowerCase().slice(0, 60), unsure});
    if (bare.test(said)) at(`„${said}“ sagt nur, dass etwas nicht stimmt, aber nicht, was zu tun ist.`, false);
    else if (technical.test(said)) at(`„${said}“ ist eine technische Meldung. Niemand erfährt, was zu tun ist.`, false);
    else if (german() && !does.test(said)) at(`„${said}“: Sagt das, was zu tun ist?`, true);
  }
  return {applies: told.size > 0, found};
}

() => {
  const {clean, fields, name, text, main, named, spoken} = window.__aw.read;
  const found = [];
  const at = (node, message, key, unsure = false) => found.push({place: window.__aw.place(node), message, key, unsure});
  const code = /passwort|kennwort|\bpin\b|\btan\b|zugangscode|einmalcode|bestätigungscode|\bcode\b/i;
  const asked = fields().filter(field => field.type === "password" || /one-time-code|password/.test(field.autocomplete) || code.test(name(field)));
  for (const field of asked) {
    const paste = new ClipboardEvent("paste", {bubbles: true, cancelable: true, clipboardData: new DataTransfer()});
    field.dispatchEvent(paste);
    if (paste.defaultPrevented) at(field, "Einfügen ist hier gesperrt: Das Passwort oder der Code muss abgetippt werden.", "einfügen");
    if (field.type === "password" && field.autocomplete === "off") at(field, "Das Passwort darf nicht gespeichert werden (autocomplete=\"off\"). Wer es vergisst, kommt nicht hinein.", "speichern");
    if (field.maxLength === 1) at(field, "Der Code ist auf einzelne Zeichen verteilt. Lässt er sich als Ganzes einfügen?", "zerlegt", true);
  }
  const puzzle = /captcha|ich bin kein roboter|kein robot|sicherheitsabfrage|sicherheitsfrage|zeichen (aus|in|im) (dem )?bild|wie ?viel (ist|sind|ergibt)|lösen sie (die|das|diese)|geben sie die (buchstaben|zeichen|zahl)/i;
  const sum = /\b\d+\s*[-+*x×·]\s*\d+\s*(=|\?)/;
  for (const field of fields()) {
    const said = [name(field), named(field.getAttribute("aria-describedby"))].join(" ");
    if (puzzle.test(said) || sum.test(said)) at(field, `„${clean(said).slice(0, 80)}“ ist ein Rätsel, das nicht alle lösen können.`, "rätsel");
  }
  for (const node of main().querySelectorAll("iframe[src*=captcha i], [class*=captcha i], [id*=captcha i], img[alt*=captcha i]"))
    if (node.checkVisibility() && !node.matches("input") && !node.querySelector("input") && !found.length) at(node, "Das ist ein Rätsel (Captcha), das nicht alle lösen können.", "rätsel");
  return {applies: asked.length > 0 || found.length > 0, found};
}

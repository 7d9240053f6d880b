() => {
  const {clean, fields, name, groups, heading, is, part} = window.__aw.read;
  const dated = ["bday", "bday-day", "bday-month", "bday-year"];
  const means = [
    [/e-?mail/i, ["email"]], [/telefon|handynummer|mobil(funk)?nummer|rufnummer|^handy$|^mobil$/i, ["tel", "tel-national", "tel-local", "tel-country-code", "tel-area-code"]],
    [/^(ihre? )?vornamen?( |$)/i, ["given-name", "additional-name"]], [/^(ihr )?(nachname|familienname|zuname)( |$)/i, ["family-name"]],
    [/^(ihr )?(name|vor- und (nach|familien)name|vollständiger name)$/i, ["name", "family-name"]], [/^(ihre )?(straße|strasse|anschrift)/i, ["street-address", "address-line1", "address-line2", "address-line3"]],
    [/postleitzahl|^plz/i, ["postal-code"]], [/^(ihr )?(ort|wohnort|stadt|stadt oder gemeinde)( |$)/i, ["address-level2", "address-level1"]],
    [/geburtsdatum|geburtstag|wann (sind|wurden) sie geboren/i, dated], [/^(ihre? )?(firma|unternehmen|organisation|name (der|des|ihrer|ihres) (firma|unternehmens|organisation|vereins))( |$)/i, ["organization", "organization-title"]],
    [/^benutzername|^nutzername/i, ["username", "email"]], [/passwort|kennwort/i, ["current-password", "new-password"]],
  ];
  const tokens = new Set(("name honorific-prefix given-name additional-name family-name honorific-suffix nickname username new-password current-password one-time-code organization-title organization "
    + "street-address address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 address-level1 country country-name postal-code cc-name cc-given-name cc-additional-name cc-family-name "
    + "cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url photo tel tel-country-code tel-national tel-area-code tel-local "
    + "tel-local-prefix tel-local-suffix tel-extension email impp webauthn on off").split(" "));
  const self = /\b(ihre?|ihr|ihren|sie selbst|antragstell\w*|zu ihrer person|ihre person|über sie)\b/i;
  const other = /vertret|bevollmächt|eigentüm|ansprechp|ansprechstelle|zeug|dritte|andere person|kind|ehe(gatt|frau|mann|partner)|standort|baum|grundstück|schaden|mangel|ort der|unfall|behörde|flurstück|\bwo (ist|steht|liegt)|empfänger|vermieter|arbeitgeber|verein/i;
  // A street without its number has no word of its own.
  const apart = fields().some(field => /^(haus)?(nummer|nr\.?)\b/i.test(name(field)));
  const found = [];
  let applies = false;
  for (const field of fields()) {
    if (is(field, "radio", "checkbox", "file", "range", "color")) continue;
    const raw = clean(field.getAttribute("autocomplete")).toLowerCase();
    const words = raw.split(" ").filter(word => word && !/^(section-.*|shipping|billing|home|work|mobile|fax|pager)$/.test(word));
    const token = words.find(word => word !== "webauthn") || "";
    const label = clean(name(field).replace(/\(?\b(freiwillig|optional|pflichtfeld)\b\)?|[*:]/gi, ""));
    const around = [...groups(field), heading(field), heading(null)];
    const split = part(field) ? groups(field).at(-1) || "" : label;
    const meant = (is(field, "email") ? means[0] : is(field, "tel") ? means[1] : means.find(([pattern]) => pattern.test(split)))?.[1];
    if (raw || meant) applies = true;
    if (!raw && apart && /^(straße|strasse)(name)?$/i.test(split)) continue;
    const at = (message, key, unsure = false) => found.push({place: window.__aw.place(field), message, key, unsure});
    if (raw && words.some(word => !tokens.has(word))) at(`„${raw}“ ist kein Wort, das Browser verstehen.`, "unbekannt");
    else if (token && !["on", "off"].includes(token)) {
      if (meant && !meant.includes(token)) at(`Gefragt ist nach „${split}“, das Feld gibt sich aber als „${token}“ aus.`, "falsch");
    } else if (meant && !field.name.includes("/") && token !== "on") {
      const whose = [label, ...around].join(" ");
      if (other.test(whose) || token === "off" && !self.test(label)) continue;
      at(`„${split}“ ist eine Angabe zur Person. Dem Feld fehlt autocomplete="${meant[0]}".`, "fehlt", !self.test(whose));
    }
  }
  return {applies, found};
}

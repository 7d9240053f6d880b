() => {
  const {clean, fields, name, groups, heading, is, part, spot, text} = window.__aw.read;
  const means = {"given-name": /^(ihre? )?vornamen?\b/i, "family-name": /^(ihr )?(nachname|familienname)\b/i, name: /^(ihr )?(vollständiger )?name\b/i, email: /e-?mail/i, tel: /telefon|handynummer|rufnummer/i,
    "street-address": /^(ihre )?(straße|strasse|anschrift)\b/i, "postal-code": /postleitzahl|^plz/i, "address-level2": /^(ihr )?(ort|wohnort)\b/i, bday: /geburtsdatum/i, iban: /\biban\b/i};
  const others = /vertr[ei]t\w*|bevollmächt\w*|eigentüm\w*|ansprechp\w*|zeug\w*|kind\w*|ehe(gatt|frau|mann|partner)\w*|standort|baum\w*|grundstück\w*|schaden\w*|mangel\w*|behörde\w*|organisation|firma|verein|arbeitgeber\w*|vermieter\w*|ausland/i;
  const found = new Map();
  for (const field of fields()) {
    // What is asked for each entry of a list is about another one each time; a password is asked again to be sure.
    if (is(field, "radio", "checkbox", "file", "password") || field.name.includes("/")) continue;
    const token = clean(field.getAttribute("autocomplete")).toLowerCase().split(" ").filter(word => word && !/^(on|off)$/.test(word)).join(" ");
    const split = part(field) ? groups(field).at(-1) || "" : name(field);
    const meaning = token.replace(/^bday-.*/, "bday").replace(/^address-line1$/, "street-address") || (is(field, "email") ? "email" : is(field, "tel") ? "tel" : Object.keys(means).find(key => means[key].test(split)));
    if (!meaning) continue;
    const id = window.__aw.around(field).split(":")[0] || field.name || window.__aw.path(field);
    const around = [split, ...groups(field), heading(field), heading(null), id].join(" ");
    if (!found.has(`${id} ${meaning}`)) found.set(`${id} ${meaning}`, {id, meaning, token, name: split, whose: (others.exec(around) || [""])[0].toLowerCase(), filled: field.value !== "", place: spot(field)});
  }
  const take = /übernehmen|gleiche[nrs]? |dieselbe|derselbe|wie oben|identisch|stimmt überein|abweichend|auch als/i;
  const choice = [...document.querySelectorAll("main label, main button, main legend, main [role=note]")].some(node => node.checkVisibility() && take.test(text(node)));
  return {fields: [...found.values()], choice};
}

() => {
  const {clean, fields, name, groups, heading, is, shown, question} = window.__aw.read;
  const empty = /^(feld|eingabe(feld)?|textfeld|text|wert|angabe|frage|option|auswahl|label|beschriftung|antwort|input|field)\s*\d*$|^[\W\d_]+$/i;
  const found = [], known = new Map();
  const all = fields();
  for (const field of all) {
    const own = clean(name(field).replace(/[*:]+\s*$/, ""));
    // A number is a good answer to choose, but no label for a field.
    const choice = is(field, "radio", "checkbox");
    if (own && empty.test(own) && !(choice && /\d/.test(own)))
      found.push({place: window.__aw.place(field), message: `„${own}“ sagt nicht, was hier einzutragen ist.`, key: "nichtssagend"});
    const legend = choice ? question(field) : null;
    if (legend && legend !== field && !known.has(legend)) {
      known.set(legend, true);
      const words = name(legend);
      if (words && empty.test(words)) found.push({place: window.__aw.place(legend), message: `„${words}“ sagt nicht, wonach gefragt ist.`, key: "nichtssagend"});
    }
  }
  const same = new Map();
  for (const field of all) {
    const own = name(field).toLowerCase();
    if (!own) continue;
    const key = [...groups(field), own].join(" › ");
    same.set(key, [...(same.get(key) || []), field]);
  }
  for (const several of same.values()) {
    if (several.length < 2) continue;
    const apart = new Set(several.map(heading)).size === several.length && several.every(field => shown(field) || is(field, "radio", "checkbox"));
    for (const field of several.slice(1))
      found.push({place: window.__aw.place(field), key: "doppelt", unsure: apart,
        message: apart ? `„${name(field)}“ gibt es hier mehrmals. Nur die Überschriften darüber unterscheiden sie; wer von Feld zu Feld springt, hört sie nicht.`
          : `„${name(field)}“ heißen hier ${several.length} Felder. Niemand hört oder sieht, welches welches ist.`});
  }
  return {applies: all.length > 0, found};
}

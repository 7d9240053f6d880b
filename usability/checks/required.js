() => {
  const {german, text, main, fields, name, demanded, question, is} = window.__aw.read;
  const must = /pflicht|erforderlich|notwendig|muss ausgefüllt|required/i, may = /freiwillig|optional|kann leer bleiben|wenn vorhanden|falls vorhanden|keine pflicht/i;
  const asked = [...new Map(fields().map(field => [question(field), field])).entries()];
  const said = ([holder, field]) => `${name(holder)} ${name(field)}`;
  const musts = asked.filter(([, field]) => demanded(field));
  // A group of boxes, a file and the parts of a map have no role that could be required: of these nothing is known.
  const whole = field => { const own = field.closest("[data-field]"); return !own || own.querySelectorAll("input:not([type=hidden]), select, textarea").length === 1; };
  const mays = asked.filter(([, field]) => !demanded(field) && !is(field, "checkbox", "radio", "file") && whole(field));
  if (!musts.length) return {applies: false, found: []};
  const found = [];
  const stars = musts.filter(one => /[*✱∗]/.test(said(one)) && !must.test(said(one)));
  if (stars.length) {
    const first = stars[0][0];
    const words = [...main().querySelectorAll("p, li, legend, div, span, small")].filter(node => /[*✱∗]/.test(text(node)) && must.test(text(node)) && text(node).length < 200);
    if (!words.length) found.push({place: window.__aw.place(first), message: "Ein Sternchen soll „Pflichtfeld“ heißen, aber nirgends steht, was es bedeutet.", key: "stern", unsure: !german()});
    else if (words.every(node => first.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING && !first.contains(node)))
      found.push({place: window.__aw.place(words[0]), message: "Was das Sternchen bedeutet, steht erst hinter den Feldern.", key: "stern-danach", best: true});
  }
  const told = asked.some(one => may.test(said(one))) || musts.every(one => must.test(said(one)) || /[*✱∗]/.test(said(one)))
    || [...main().querySelectorAll("p, legend")].some(node => /alle (angaben|felder|fragen).{0,60}(pflicht|nötig|erforderlich|freiwillig|ausgefüllt)/i.test(text(node)));
  // What may stay empty in another form says nothing about this one.
  const beside = ([, field]) => mays.some(([, other]) => other.form === field.form);
  if (!told)
    for (const one of musts.filter(each => beside(each) && !must.test(said(each)) && !/[*✱∗]/.test(said(each))))
      found.push({place: window.__aw.place(one[0]), message: `„${name(one[0]) || name(one[1])}“ muss ausgefüllt werden, anderes hier nicht. Kein Wort sagt das.`, key: "wort", unsure: !german()});
  return {applies: true, found};
}

() => {
  const {german, clean, text, main, fields, name, demanded, contrast, colour, shown, question, named} = window.__aw.read;
  const found = [];
  const at = (node, message, key, unsure = false) => found.push({place: window.__aw.place(node), message, key, unsure});
  let applies = false;
  const edge = look => ["Top", "Bottom", "Left", "Right"].some(side => parseFloat(look[`border${side}Width`]) > 0 && look[`border${side}Style`] !== "none");
  const decorated = node => { for (let one = node; one; one = one.children.length === 1 ? one.firstElementChild : null) if (/underline/.test(getComputedStyle(one).textDecorationLine)) return true; return false; };
  for (const link of document.querySelectorAll("p a[href], li a[href], dd a[href], td a[href], label a[href]")) {
    const block = link.closest("p, li, dd, td, label");
    if (!shown(link) || link.closest("nav") || clean(text(block).replace(text(link), "")).length < 10) continue;
    applies = true;
    const own = getComputedStyle(link), around = getComputedStyle(link.parentElement);
    const told = decorated(link) || edge(own) || link.querySelector("svg, img, [class*=icon]") || own.backgroundColor !== "rgba(0, 0, 0, 0)"
      || Number(own.fontWeight) >= Number(around.fontWeight) + 200 || own.fontStyle !== around.fontStyle;
    if (told) continue;
    const ratio = contrast(own.color, around.color);
    if (ratio < 3) at(link, `Der Link „${text(link)}“ unterscheidet sich vom Text nur durch seine Farbe (${ratio.toFixed(1)} : 1).`, "link");
    else at(link, `Der Link „${text(link)}“ unterscheidet sich vom Text nur durch Farbe und Helligkeit (${ratio.toFixed(1)} : 1). Kommt mit Maus und Tastatur etwas hinzu?`, "link", true);
  }
  const must = /pflicht|erforderlich|notwendig|[*✱∗]/i, may = /freiwillig|optional/i;
  const labels = fields().map(field => ({field, node: question(field).querySelector(":scope > legend") || field.labels?.[0]})).filter(one => one.node && shown(one.node));
  if (labels.length) applies = true;
  const tint = node => [node, ...node.querySelectorAll("*")].filter(text).map(one => getComputedStyle(one).color).at(-1);
  const plain = new Set(labels.filter(one => !demanded(one.field)).map(one => tint(one.node)));
  if (plain.size && !labels.some(one => may.test(text(one.node))))
    for (const {field, node} of labels)
      if (demanded(field) && !plain.has(tint(node)) && !must.test(text(node))) at(node, `Dass „${text(node)}“ ausgefüllt werden muss, sagt nur die Farbe.`, "pflicht", !german());
  const red = words => { const [r, g, b] = colour(words); return r > 120 && r > 1.7 * g && r > 1.5 * b; };
  for (const {field} of labels) {
    const look = getComputedStyle(field), wrong = field.getAttribute("aria-invalid") === "true" || red(look.borderTopColor) && parseFloat(look.borderTopWidth) > 0 || /(^|[\s_-])(error|invalid|fehler)/i.test(field.className);
    if (!wrong) continue;
    const holder = field.closest("[data-field], .field, fieldset") || field.closest("div, p, li") || field.parentElement;
    const told = named([field, question(field)].map(one => `${one.getAttribute("aria-describedby") || ""} ${one.getAttribute("aria-errormessage") || ""}`).join(" "))
      || [...holder.querySelectorAll("[class*=error], [class*=fehler], [role=alert]")].some(node => node !== field && !node.contains(field) && text(node));
    if (!told) at(field, `Dass bei „${name(field)}“ etwas nicht stimmt, sagt nur die Farbe.`, "fehler");
  }
  const pointing = /\b(rot|grün|gelb|blau|orange|grau)(e|er|en|es)?\b[^.]{0,25}\b(markiert|gekennzeichnet|hinterlegt|umrandet|felder?|schaltfläche|knopf|taste|button|text)/i;
  for (const node of main().querySelectorAll("p, li, legend, label"))
    if (shown(node) && pointing.test(text(node)) && !node.querySelector("p, li")) at(node, `„${text(node).slice(0, 80)}“ verweist auf eine Farbe. Ist dasselbe auch ohne Farbe zu erkennen?`, "hinweis", true);
  return {applies, found};
}

() => {
  const {clean, name, text} = window.__aw.read;
  const links = [...document.querySelectorAll("a[href], area[href], [role=link]")].filter(node => node.checkVisibility() && !node.closest("[aria-hidden=true]"));
  const vague = /^(hier|hier klicken|klicken sie hier|klick|mehr|mehr dazu|mehr infos?|mehr informationen|weiter|weiterlesen|details|link|dort|dieser link|diese seite|info|infos|siehe hier|read more|more|here|\W+)[.!>…»→]*$/i;
  const address = /^(https?:\/\/|www\.)\S{25,}$/i;
  const found = [];
  const at = (node, message, key, more = {}) => found.push({place: window.__aw.place(node), message, key, ...more});
  const context = node => clean((node.closest("p, li, td, dd, th, figcaption") ? text(node.closest("p, li, td, dd, th, figcaption")) : "").replace(text(node), ""));
  for (const node of links) {
    const said = name(node);
    if (!said) at(node, "Ein Link hat keinen Text.", "leer");
    else if (vague.test(said)) at(node, context(node).length > 12 ? `Der Link heißt nur „${said}“. Wohin er führt, steht erst im Satz darum.` : `Der Link heißt nur „${said}“. Wohin er führt, steht nirgends.`, "nichtssagend", {best: context(node).length > 12});
    else if (address.test(said)) at(node, "Der Link ist eine lange Adresse. Sie wird Zeichen für Zeichen vorgelesen.", "adresse", {best: true});
  }
  const same = new Map();
  // Two files may well have one name: their owner gave it to them.
  const file = /\.(pdf|jpe?g|png|heic|docx?|xlsx?|od[ts]|zip|csv|txt)$/i;
  for (const node of links.filter(one => name(one) && one.href && !file.test(name(one)))) {
    const key = name(node).toLowerCase();
    same.set(key, [...(same.get(key) || []), node]);
  }
  for (const several of same.values()) {
    const targets = new Set(several.map(node => node.href));
    if (targets.size < 2) continue;
    const apart = new Set(several.map(context)).size === several.length && several.every(context);
    const first = several.find(node => node.href !== several[0].href);
    at(first, `„${name(first)}“ heißen ${several.length} Links, die zu verschiedenen Stellen führen.`, "gleich", {best: apart});
  }
  return {applies: links.length > 0, found};
}

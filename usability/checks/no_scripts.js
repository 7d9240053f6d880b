() => {
  const aw = window.__aw;
  const visible = () => aw.fields().filter(field => field.name && (field.checkVisibility() || field.closest("details:not([open])") || [...(field.labels || [])].some(label => label.checkVisibility())));
  const main = () => document.querySelector("main form[method=post i]") || document.querySelector("main form, form");
  // Buttons that a script adds (a map, a search) are no part of the way on.
  const leads = () => {
    const form = main();
    const all = form ? [...form.elements, ...form.querySelectorAll("input[type=image]")].filter(node => node.matches("button:not([type]), [type=submit]") && aw.seen(node) && !node.disabled) : [];
    return all.find(node => /weiter|send|absend|speicher|start|prüf/i.test(aw.nameOf(node))) || all[0];
  };
  aw.bare = {
    look: () => ({fields: visible().map(field => ({name: field.name, label: aw.nameOf(field), place: aw.place(field)})), form: Boolean(main()), words: aw.words(document.querySelector("h1"))}),
    missing: before => {
      const now = new Set(visible().map(field => field.name));
      const found = before.fields.filter(field => !now.has(field.name)).slice(0, 5)
        .map(field => ({place: field.place, message: `Ohne JavaScript fehlt das Feld „${field.label}“.`, key: "feld"}));
      if (before.words && !aw.words(document.querySelector("h1"))) found.push({message: "Ohne JavaScript bleibt die Seite leer.", key: "leer"});
      return found;
    },
    button: () => { const node = leads(); return node ? {place: aw.place(node), name: aw.nameOf(node)} : null; },
    press: () => leads().click(),
  };
}

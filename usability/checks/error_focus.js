() => {
  const aw = window.__aw, at = aw.landed;
  const wrong = [...document.querySelectorAll("[aria-invalid=true]")].filter(field => field.checkVisibility());
  const links = [...document.querySelectorAll("main a[href^='#']")].filter(link => wrong.some(field => field.id === decodeURIComponent(link.hash.slice(1))));
  const lists = [...document.querySelectorAll("[role=alert], [role=alertdialog]"), ...links.map(link => link.closest("[tabindex], [role], section, nav"))].filter(node => node && aw.words(node));
  if (!wrong.length && !lists.length) return {applies: false, found: []};
  const inList = at && lists.some(list => list.contains(at) || (at.contains(list) && at.matches("[aria-labelledby], [role=group], [role=region]")));
  const inField = at && wrong.length && (at === wrong[0] || wrong[0].contains(at) || at.contains(wrong[0]) && at.matches("fieldset"));
  if (inList || inField) return {applies: true, found: []};
  const nowhere = !at || at === document.body || at === document.documentElement;
  const where = nowhere ? "am Anfang der Seite" : `bei „${aw.nameOf(at)}“`;
  return {applies: true, found: [{place: aw.place(wrong[0] || lists[0]), key: "fokus",
    message: `Nach dem Absenden steht der Fokus ${where}, nicht in der Liste der Fehler und nicht im ersten falschen Feld.`}]};
}

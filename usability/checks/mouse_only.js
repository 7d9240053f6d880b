([pointer, over]) => {
  const aw = window.__aw, found = [];
  const native = "a[href], button, input, select, textarea, summary, option, label, audio, video, iframe, details, area[href]";
  const inner = `${native}, [tabindex], [role=button], [role=link]`;
  // Roles whose keys are heard by the widget around them.
  const within = "[role=option], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=tab], [role=treeitem], [role=gridcell], [role=row], [role=radio]";
  const handled = node => node.closest("[role=listbox], [role=menu], [role=menubar], [role=tablist], [role=tree], [role=grid], [role=radiogroup], [role=application]");
  const heard = window.__aw.heard;
  for (const [node, types] of heard) {
    if (node.nodeType !== 1 || node.matches("html, body, main, form") || !node.checkVisibility()) continue;
    const keys = types.some(type => type.startsWith("key")) || node.closest("[role=application]"), clicks = types.some(type => pointer.includes(type)), hovers = types.some(type => over.includes(type));
    const focuses = types.some(type => ["focus", "focusin"].includes(type));
    const tell = (message, key, unsure) => found.push({place: aw.place(node), message, key, unsure});
    if (node.matches(native)) {
      if (hovers && !clicks && !focuses && !node.matches("a[href], button, summary, input, select, textarea")) tell("Beim Überfahren mit der Maus geschieht etwas, beim Fokus nicht.", "überfahren", true);
      else if (hovers && !focuses && types.every(type => over.includes(type) || /leave|out/.test(type)) && node.matches("a:not([href])")) tell("Beim Überfahren geschieht etwas, beim Fokus nicht.", "überfahren");
      continue;
    }
    if (node.matches(within) || handled(node)) continue;
    const holds = node.querySelector(inner), within_ = node.closest(native);
    if (clicks && !holds && !within_) {
      if (node.tabIndex < 0) tell(`„${aw.nameOf(node)}“ reagiert auf einen Klick, ist aber mit der Tastatur nicht zu erreichen.`, "klick");
      else if (!keys) tell(`„${aw.nameOf(node)}“ bekommt den Fokus, reagiert aber auf keine Taste.`, "taste");
      else if (!node.getAttribute("role")) tell(`„${aw.nameOf(node)}“ lässt sich bedienen, hat aber keine Rolle: Vorgelesen wird nur Text.`, "rolle");
    } else if (clicks && holds && !keys && aw.words(node) !== aw.words(holds) && node.matches("div, span, li, td, tr, p") && getComputedStyle(node).cursor === "pointer")
      tell(`„${aw.nameOf(node)}“ reagiert auf einen Klick. Ob dasselbe ohne Maus geht, muss ein Mensch ausprobieren.`, "klick", true);
    if (hovers && !clicks && !focuses && !(holds && types.length > 8)) {
      const bare = !holds && node.tabIndex < 0;
      tell(`Fährt die Maus über „${aw.nameOf(node)}“, geschieht etwas; mit der Tastatur ist es nicht zu erreichen.`, "überfahren", !bare);
    }
  }
  for (const node of document.querySelectorAll("a:not([href])"))
    if (aw.seen(node) && aw.words(node) && node.tabIndex < 0 && heard.has(node)) found.push({place: aw.place(node), message: `„${aw.nameOf(node)}“ ist ein Link ohne Ziel: Die Tastatur erreicht ihn nicht.`, key: "link"});
  // Bare roles without any key are found by axe or by the keyboard check; here they count as controls.
  return {applies: document.querySelector(inner) !== null, found: found.slice(0, 12)};
}

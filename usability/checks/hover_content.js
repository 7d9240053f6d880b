() => {
  const aw = window.__aw;
  const brings = ["display", "visibility", "opacity", "clip", "clip-path", "max-height", "height", "transform", "left", "top", "scale", "content"];
  const rules = function* (list) {
    for (const rule of list) {
      if (rule.selectorText && rule.style) yield rule;
      const off = (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches);
      if (rule.cssRules && !off) yield* rules(rule.cssRules);
    }
  };
  const split = text => text.split(/,(?![^()]*\))/).map(part => part.trim());
  const pseudo = /:(hover|focus-visible|focus-within|focus)(?![\w-])/;
  // `.help:hover .tip`: the mouse on .help brings up .tip. What a control does to itself is no content.
  const triggers = () => {
    const found = new Map();
    for (const sheet of document.styleSheets) {
      let list;
      try { list = sheet.cssRules; } catch { continue; }
      for (const rule of rules(list))
        for (const selector of split(rule.selectorText)) {
          const match = pseudo.exec(selector);
          if (!match || !brings.some(name => rule.style.getPropertyValue(name))) continue;
          const rest = selector.slice(match.index + match[0].length), cut = rest.search(/[\s>+~]/);
          const pseudoElement = /::(before|after)/.test(rest) && rule.style.content;
          if (cut < 0 && !pseudoElement) continue;
          const front = (selector.slice(0, match.index) + (cut < 0 ? "" : rest.slice(0, cut))).replace(new RegExp(pseudo, "g"), "").replace(/::?(before|after).*/, "") || "*";
          let nodes = [];
          try { nodes = [...document.querySelectorAll(front)]; } catch { continue; }
          for (const node of nodes.slice(0, 20)) if (!node.matches("html, body") && aw.seen(node)) found.set(node, match[1] === "hover" ? "mouse" : found.get(node) || "focus");
        }
    }
    for (const [node, types] of aw.heard || [])
      if (node.nodeType === 1 && !node.matches("html, body, main") && node.checkVisibility() && types.some(type => /^(mouse|pointer)(over|enter)$/.test(type))) found.set(node, "mouse");
    return [...found].map(([node, how]) => ({node, how}));
  };
  let list = [], at, before, fresh = [];
  const all = () => [...document.querySelectorAll("body *")].filter(node => aw.words(node) && aw.seen(node));
  aw.hover = {
    list: () => { aw.forget(); list = triggers(); return list.length; },
    begin: number => {
      if (at !== list[number]) fresh = [];
      at = list[number];
      document.activeElement?.blur?.();
      at.node.scrollIntoView({block: "center"});
      aw.forget();
      before = new Set(all());
      if (at.how === "focus") { (at.node.matches("a[href], button, input, select, textarea, [tabindex]") ? at.node : at.node.querySelector("a[href], button, input, select, textarea, [tabindex]"))?.focus({preventScroll: true}); return null; }
      const box = at.node.getBoundingClientRect();
      return [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2];
    },
    came: () => {
      aw.forget();
      const now = all().filter(node => !before.has(node));
      // What stayed from the time before is there, too.
      if (now.length) fresh = now.filter(node => !now.some(other => other !== node && other.contains(node)));
      return fresh.some(node => node.isConnected && aw.seen(node));
    },
    there: () => { aw.forget(); return fresh.some(node => node.isConnected && aw.seen(node)); },
    byMouse: () => at.how === "mouse",
    covers: () => {
      const boxes = fresh.map(node => node.getBoundingClientRect());
      return aw.texts().some(({node, boxes: lines}) => !fresh.some(one => one.contains(node)) && lines.some(line => boxes.some(box => line.left < box.right - 2 && line.right > box.left + 2 && line.top < box.bottom - 2 && line.bottom > box.top + 2)))
        || aw.controls().some(node => !fresh.some(one => one.contains(node)) && !node.contains(fresh[0]) && node !== at.node && boxes.some(box => { const own = node.getBoundingClientRect(); return own.left < box.right - 2 && own.right > box.left + 2 && own.top < box.bottom - 2 && own.bottom > box.top + 2; }));
    },
    middle: () => {
      if (!fresh.length || getComputedStyle(fresh[0]).pointerEvents === "none" && fresh[0].contains(at.node)) return null;
      const box = fresh[0].getBoundingClientRect();
      const own = at.node.getBoundingClientRect(), from = [own.x + Math.min(own.width / 2, 40), own.y + own.height / 2];
      const nearest = [Math.min(Math.max(from[0], box.x + 3), box.right - 3), Math.min(Math.max(from[1], box.y + 3), box.bottom - 3)];
      return [nearest, [box.x + box.width / 2, box.y + box.height / 2]];
    },
    about: () => ({place: aw.place(at.node), name: aw.nameOf(at.node), text: aw.words(fresh[0]).slice(0, 60)}),
  };
}

() => {
  const aw = window.__aw;
  const properties = ["outlineStyle", "outlineWidth", "outlineColor", "outlineOffset", "boxShadow", "borderColor", "borderWidth", "backgroundColor", "color", "textDecorationLine", "textDecorationThickness", "opacity", "top", "clipPath", "transform"];
  const look = node => [null, "::before", "::after"].map(part => { const style = getComputedStyle(node, part); return properties.map(name => style[name]).join("|"); }).join("¦");
  let list = [];
  aw.focus = {
    list: () => {
      const kinds = new Map();
      for (const node of aw.controls()) {
        // The focus goes on into the page in a frame, which is looked at for itself.
        if (node.localName === "iframe") continue;
        document.activeElement?.blur?.();
        const before = look(node);
        node.focus({preventScroll: true});
        if (document.activeElement !== node) continue;
        const key = [node.tagName, node.type, node.className, node.parentElement?.className, before, look(node)].join("\n");
        if (!kinds.has(key)) kinds.set(key, node);
      }
      document.activeElement?.blur?.();
      list = [...kinds.values()];
      return list.length;
    },
    on: number => {
      const node = list[number];
      node.scrollIntoView({block: "center", inline: "nearest"});
      node.focus({preventScroll: true});
      const box = node.getBoundingClientRect(), lines = [...node.getClientRects()];
      const around = Math.min(2 * (box.width + box.height), lines.reduce((sum, line) => sum + 2 * (line.width + line.height), 0));
      // A card may show the focus of the link in it.
      const own = node.matches("a, summary") ? node.closest("li, article, [class*=card]") : null;
      const outer = own && own.getBoundingClientRect().height < 400 ? own.getBoundingClientRect() : box, pad = 12;
      return {place: aw.place(node), name: aw.nameOf(node), around,
        clip: [outer.x + scrollX - pad, outer.y + scrollY - pad, Math.min(outer.width, innerWidth) + 2 * pad, Math.min(outer.height, innerHeight) + 2 * pad]};
    },
    off: () => document.activeElement?.blur?.(),
  };
}

() => {
  const aw = window.__aw;
  const known = new Map();
  const clipped = (node, style, box) => /inset\(50%|inset\(100%/.test(style.clipPath) || (style.clip.startsWith("rect(") && style.position === "absolute")
    || (style.overflow === "hidden" && (box.width <= 1 || box.height <= 1)) || style.opacity === "0";
  // Kept from the eyes on purpose: words for screen readers, a button for the Enter key, a link that comes with the focus.
  aw.kept = node => {
    if (!node || node === document.documentElement) return false;
    if (!known.has(node)) {
      const box = node.getBoundingClientRect();
      known.set(node, clipped(node, getComputedStyle(node), box) || box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || aw.kept(node.parentElement));
    }
    return known.get(node);
  };
  aw.forget = () => known.clear();
  aw.seen = node => {
    if (!node.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && !aw.kept(node);
  };
  aw.words = node => (node?.textContent || "").replace(/\s+/g, " ").trim();
  aw.nameOf = node => (node.getAttribute("aria-label") || (node.labels?.length ? aw.words(node.labels[0]) : "") || aw.words(node) || node.value || node.name || node.tagName.toLowerCase()).slice(0, 80);
  const focusable = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable=''], [contenteditable=true], [tabindex]";
  aw.controls = () => [...document.querySelectorAll(focusable)].filter(node => node.checkVisibility({visibilityProperty: true}) && !node.disabled
    && !node.closest("[inert]") && node.tabIndex >= 0);
  aw.fields = () => [...document.querySelectorAll("input:not([type=hidden], [type=submit], [type=button], [type=image], [type=reset]), select, textarea")];
  // Every piece of text that is seen, with the boxes of its lines.
  aw.texts = () => {
    aw.forget();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || !parent || parent.closest("script, style, noscript, template, svg, option, textarea, [data-aw]")) continue;
      if (!parent.checkVisibility({opacityProperty: true, visibilityProperty: true}) || aw.kept(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
      if (boxes.length) found.push({node: parent, boxes, text: node.data.replace(/\s+/g, " ").trim()});
    }
    return found;
  };
  const hides = value => value === "hidden" || value === "clip";
  const rolls = value => value === "auto" || value === "scroll";
  const beyond = (text, holder) => {
    const box = holder.getBoundingClientRect(), style = getComputedStyle(holder);
    const right = text.boxes.some(line => line.right > box.right + 2 || line.left < box.left - 2);
    const below = text.boxes.some(line => line.bottom > box.bottom + Math.max(3, line.height * .2) || line.top < box.top - Math.max(3, line.height * .2));
    return (hides(style.overflowX) && right) || (hides(style.overflowY) && below);
  };
  // Text that a box cuts off, with no way to roll to the rest.
  aw.cut = () => aw.texts().filter(text => {
    for (let holder = text.node; holder && holder !== document.documentElement; holder = holder.parentElement) {
      const style = getComputedStyle(holder);
      if (holder === document.body) break;
      if (rolls(style.overflowX) || rolls(style.overflowY)) return false;
      if ((hides(style.overflowX) || hides(style.overflowY)) && style.display !== "inline" && beyond(text, holder)) return true;
      if (style.position === "fixed") return text.boxes.some(line => line.bottom > innerHeight + 3 && holder.scrollHeight <= holder.clientHeight + 3 && line.top > 0);
    }
    return false;
  });
  const pinned = node => {
    for (let at = node; at && at !== document.body; at = at.parentElement)
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
    return false;
  };
  // What is left to see of a line in the boxes around it that roll or cut off.
  const uncut = (box, node) => {
    let {left, top, right, bottom} = box;
    for (let at = node; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.display === "inline" || style.overflowX === "visible" && style.overflowY === "visible") continue;
      const edge = at.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, edge.left), Math.max(top, edge.top), Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return {left, top, right, bottom, height: bottom - top, width: right - left};
  };
  // Pairs of texts that lie on each other.
  aw.overlaps = () => {
    const lines = aw.texts().filter(text => !pinned(text.node)).flatMap(text => text.boxes.map(box => ({box: uncut(box, text.node), text})))
      .filter(({box}) => box.width > 1 && box.height > 1);
    lines.sort((a, b) => a.box.top - b.box.top);
    const found = [], done = new Set();
    for (let i = 0; i < lines.length; i += 1)
      for (let j = i + 1; j < lines.length && lines[j].box.top < lines[i].box.bottom; j += 1) {
        const [a, b] = [lines[i], lines[j]];
        if (a.text === b.text || done.has(b.text)) continue;
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (width <= 3 || height <= .4 * Math.min(a.box.height, b.box.height)) continue;
        done.add(b.text);
        found.push([a.text, b.text]);
      }
    return found;
  };
  // What goes wrong with text, as entries of a verdict; what was so before is not told again.
  aw.spoilt = (where, before = new Set()) => {
    const entry = (node, message, key) => ({place: aw.place(node), message, key});
    const cut = aw.cut().filter(text => !before.has(text.node)).slice(0, 8)
      .map(text => entry(text.node, `${where} ist „${text.text.slice(0, 60)}“ abgeschnitten.`, "abgeschnitten"));
    const over = aw.overlaps().filter(([, text]) => !before.has(text.node)).slice(0, 8)
      .map(([under, text]) => entry(text.node, `${where} liegt „${text.text.slice(0, 40)}“ auf „${under.text.slice(0, 40)}“.`, "überlappt"));
    return [...cut, ...over];
  };
  aw.alreadySpoilt = () => new Set([...aw.cut().map(text => text.node), ...aw.overlaps().map(([, text]) => text.node)]);
}

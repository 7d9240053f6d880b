// Where Tab has to stop, in the order of the document, and what can be said of the place where it is now.
() => {
  const shown = node => node.checkVisibility({visibilityProperty: true}) && node.getClientRects().length > 0 && !node.closest("[inert]");
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]";
  const stops = () => {
    const groups = new Set();
    return [...document.querySelectorAll(wanted)].filter(node => {
      if (node.disabled || node.tabIndex < 0 || !shown(node)) return false;
      if (node.type !== "radio") return true;
      const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(node.name)}"]`)].filter(one => one.form === node.form);
      const chosen = group.find(one => one.checked) || group[0];
      if (node !== chosen || groups.has(chosen)) return false;
      groups.add(chosen);
      return true;
    });
  };
  const name = node => `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ""} ${(node.getAttribute("aria-label") || node.textContent || node.name || "").trim().replace(/\s+/g, " ").slice(0, 60)}`;
  const area = node => [".wb-header", ".wb-head", "#wb-meldungen", ".wb-pages", ".wb-adding", ".wb-skip", ".wb-preview", ".wb-properties"].findIndex(area => node.closest(area));
  const uncovered = (node, box) => [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]].some(([x, y]) => {
    const top = document.elementFromPoint(box.x + x * box.width, box.y + y * box.height);
    return top && (node === top || node.contains(top) || top.contains(node) && top.tagName === "LABEL");
  });
  window.__stops = {
    all: () => { window.__known = stops(); return window.__known.map(name); },
    now: () => {
      const node = document.activeElement;
      if (!node || node === document.body || node === document.documentElement) return null;
      const box = node.getBoundingClientRect(), look = getComputedStyle(node);
      let down = scrollY;
      for (let around = node.parentElement; around; around = around.parentElement) if (around !== document.documentElement && around !== document.body) down += around.scrollTop;
      return {
        index: window.__known.indexOf(node), name: name(node), frame: node.tagName === "IFRAME", area: area(node),
        top: box.top + down, bottom: box.bottom + down,
        seen: uncovered(node, box),
        ring: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2 || look.boxShadow !== "none",
      };
    },
  };
}

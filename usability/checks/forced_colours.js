() => {
  const aw = window.__aw;
  let boxes = [], signs = [];
  const start = new Map();
  const painted = node => {
    const style = getComputedStyle(node);
    return (style.backgroundImage !== "none" && style.backgroundImage.includes("url(")) || (style.maskImage && style.maskImage !== "none");
  };
  const once = (nodes, key) => [...new Map(nodes.map(node => [key(node), node]).reverse()).values()].reverse();
  aw.forced = {
    // One of each kind: the same classes look alike.
    icons: () => {
      const all = [...document.querySelectorAll("body *")].filter(node => node.checkVisibility() && aw.seen(node) && painted(node) && !aw.words(node) && node.offsetWidth < 120 && !node.matches("input, select"));
      signs = once(all, node => `${node.className}|${node.parentElement?.className}`).slice(0, 12);
      return signs.map((node, number) => ({number, place: aw.place(node), name: aw.words(node.closest("button, a, p, li, label, h1, h2, h3, div")).slice(0, 50)}));
    },
    states: () => {
      const all = [...document.querySelectorAll("input[type=checkbox], input[type=radio]")].filter(node => !node.disabled && node.getClientRects().length);
      boxes = once(all, node => `${node.type}|${node.className}|${node.parentElement?.className}`).slice(0, 6);
      for (const node of all) start.set(node, node.checked);
      return boxes.map((node, number) => ({number, place: aw.place(node), name: aw.nameOf(node)}));
    },
    turn: (number, on) => {
      for (const other of document.querySelectorAll(`input[name="${CSS.escape(boxes[number].name)}"]`)) if (other.type === "radio") other.checked = false;
      boxes[number].checked = on;
    },
    clip: (what, number) => {
      const node = (what === "icon" ? signs : boxes)[number];
      node.scrollIntoView({block: "center"});
      const label = what === "state" && node.labels?.[0], own = node.getBoundingClientRect(), around = label ? label.getBoundingClientRect() : own;
      const left = Math.min(own.left, around.left) - 2, top = Math.min(own.top, around.top) - 2;
      const right = Math.max(own.right, around.right) + 2, bottom = Math.max(own.bottom, around.bottom) + 2;
      const clip = what === "icon" ? [own.left, own.top, own.width, own.height] : [left, top, right - left, bottom - top];
      return [clip[0] + scrollX, clip[1] + scrollY, clip[2], clip[3]];
    },
    restore: () => { for (const [node, on] of start) node.checked = on; },
  };
}

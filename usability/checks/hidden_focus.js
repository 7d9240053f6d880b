() => {
  const aw = window.__aw, found = new Map();
  aw.forget();
  const pinned = [...document.querySelectorAll("body *")].filter(node => ["fixed", "sticky"].includes(getComputedStyle(node).position) && aw.seen(node));
  const controls = aw.controls().filter(node => !aw.kept(node));
  const steps = [.1, .3, .5, .7, .9];
  const covers = node => {
    const box = node.getBoundingClientRect();
    const points = steps.flatMap(x => [.2, .5, .8].map(y => [box.x + x * box.width, box.y + y * box.height]))
      .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const hits = points.map(([x, y]) => document.elementFromPoint(x, y));
    const above = hits.map(hit => hit && !hit.contains(node) && !node.contains(hit) ? pinned.find(one => one.contains(hit) && !one.contains(node)) : undefined);
    return points.length && above.every(Boolean) ? above[0] : null;
  };
  if (pinned.length)
    for (const way of [controls, [...controls].reverse()]) {
      scrollTo(0, way === controls ? 0 : document.documentElement.scrollHeight);
      for (const node of way) {
        node.focus();
        const over = document.activeElement === node && covers(node);
        if (over) found.set(node, {place: aw.place(node), message: `„${aw.nameOf(node)}“ liegt mit dem Fokus ganz hinter „${aw.words(over).slice(0, 40)}“, das im Fenster stehen bleibt.`});
      }
    }
  document.activeElement?.blur?.();
  scrollTo(0, 0);
  return {applies: controls.length > 0, found: [...found.values()].slice(0, 10)};
}

() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return {applies: true, found: []};
  const free = node => !node.closest("table, [data-map], svg, pre");
  const out = [...document.querySelectorAll("body *")].filter(node => node.checkVisibility() && free(node)
    && node.getBoundingClientRect().right > innerWidth + 1 && ![...node.children].some(child => child.getBoundingClientRect().right > innerWidth + 1));
  const found = out.slice(0, 5).map(node => ({place: window.__aw.place(node), message: `Das steht ${Math.round(node.getBoundingClientRect().right - innerWidth)} Pixel über den Rand hinaus.`}));
  return {applies: true, found: found.length ? found : [{message: `Die Seite ist ${wide} Pixel breiter als das Fenster.`}]};
}

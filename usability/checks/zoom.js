([percent]) => {
  const aw = window.__aw, where = `Bei ${percent} %`;
  scrollTo(0, 0);
  const found = aw.spoilt(where);
  const stays = [...document.querySelectorAll("body *")].filter(node => ["fixed", "sticky"].includes(getComputedStyle(node).position) && aw.seen(node));
  scrollTo(0, document.documentElement.scrollHeight / 2);
  for (const node of stays) {
    const box = node.getBoundingClientRect();
    const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0), width = Math.min(box.right, innerWidth) - Math.max(box.left, 0);
    const across = node.scrollHeight > node.clientHeight + 2 && ["auto", "scroll"].includes(getComputedStyle(node).overflowY);
    if (height > .6 * innerHeight && width > .6 * innerWidth && !across)
      found.push({place: aw.place(node), message: `${where} nimmt „${aw.words(node).slice(0, 40)}“, das stehen bleibt, mehr als die Hälfte des Fensters ein.`, key: "bleibt"});
  }
  scrollTo(0, 0);
  return {applies: aw.texts().length > 0, found};
}

() => {
  const aw = window.__aw, gone = new Map();
  let before = [];
  aw.vanishing = {
    note: () => { before = aw.texts().map(({node, text}) => ({node, text, place: aw.place(node)})); },
    look: () => {
      const now = aw.texts(), there = new Set(now.map(({node}) => node)), words = now.map(({text}) => text).join("\n");
      // A text that stands in another place was drawn anew, one in its place was renewed: a clock, a count.
      for (const each of before) if (!there.has(each.node) && !words.includes(each.text)) gone.set(each.node, each);
    },
    result: () => ({applies: before.length > 0, found: [...gone.values()].slice(0, 5).map(({place, text}) => ({place, message: `„${text.slice(0, 80)}“ ist nach einigen Sekunden von selbst verschwunden.`}))}),
  };
}

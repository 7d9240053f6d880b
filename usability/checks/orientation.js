() => {
  const aw = window.__aw;
  const turned = () => [document.documentElement, document.body, ...document.querySelectorAll("main, form, #app, #root")].filter(node => {
    const style = getComputedStyle(node), matrix = new DOMMatrix(style.transform === "none" ? "" : style.transform);
    const degrees = Math.round(Math.atan2(matrix.b, matrix.a) * 180 / Math.PI) + (parseFloat(style.rotate) || 0);
    return Math.abs(degrees) % 180 === 90;
  });
  const look = () => ({
    fields: new Set([...aw.fields(), ...document.querySelectorAll("main h1, main button, main [type=submit], main p, main li")].filter(node => node.checkVisibility({visibilityProperty: true}) && !node.closest("details:not([open])"))),
    asks: aw.texts().find(text => /(dreh|rotat)\w*\b.*(gerät|bildschirm|handy|telefon|device|screen|phone)|(gerät|bildschirm|handy|telefon|device|screen|phone)\b.*(dreh|rotat)/i.test(text.text)),
    turned: turned(),
  });
  let upright;
  aw.orientation = {
    note: () => { upright = look(); },
    compare: () => {
      const across = look(), found = [];
      for (const [one, other, word] of [[upright, across, "quer"], [across, upright, "hochkant"]]) {
        const gone = [...one.fields].filter(node => !other.fields.has(node) && aw.words(node) + (node.name || ""));
        const lost = gone.filter(node => node.matches("input, select, textarea, h1"));
        if (lost.length || (one.fields.size && gone.length > .5 * one.fields.size))
          found.push({place: aw.place(lost[0] || gone[0]), message: `Im Fenster, das ${word} steht, fehlt „${aw.nameOf(lost[0] || gone[0])}“.`, key: "fehlt"});
        const asks = other.asks && !one.asks ? other.asks : null;
        if (asks) found.push({place: aw.place(asks.node), message: `Steht das Fenster ${word}, verlangt die Seite: „${asks.text.slice(0, 60)}“`, key: "drehen"});
        for (const node of other.turned)
          if (!one.turned.includes(node)) found.push({place: aw.place(node), message: `Steht das Fenster ${word}, wird die Seite um 90 Grad gedreht.`, key: "gedreht"});
      }
      return {applies: true, found};
    },
  };
}

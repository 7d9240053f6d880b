() => {
  window.__aw.keys = {
    start: () => {
      const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [onclick], [role=button], [role=link]";
      const group = node => node.type === "radio" && node.name ? [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(node.name)}"]`)] : [node];
      const nodes = [...document.querySelectorAll(wanted)].filter(node => node.checkVisibility() && !node.disabled
        && !node.closest("[inert]") && node.getAttribute("tabindex") !== "-1");
      window.__aw.controls = nodes.filter(node => group(node)[0] === node || node.checked);
      window.__aw.radios = node => group(node);
      window.__aw.seen = new Set();
      window.__aw.order = undefined;
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute("tabindex");
      return window.__aw.controls.length;
    },
    where: () => {
      const at = document.activeElement;
      if (!at || at === document.body || at === document.documentElement) return null;
      const i = window.__aw.order ??= new Map();
      if (!i.has(at)) i.set(at, i.size);
      window.__aw.seen.add(at);
      return i.get(at);
    },
    result: () => {
      const reached = node => window.__aw.radios(node).some(one => window.__aw.seen.has(one));
      const missed = window.__aw.controls.filter(node => !reached(node));
      const found = missed.map(node => ({place: window.__aw.place(node), message: "Mit der Tab-Taste ist das nicht zu erreichen.", key: "unerreicht"}));
      const order = [...window.__aw.seen];
      for (let i = 1; i < order.length; i += 1)
        if (order[i - 1].compareDocumentPosition(order[i]) & Node.DOCUMENT_POSITION_PRECEDING)
          found.push({place: window.__aw.place(order[i]), message: "Die Tab-Taste springt hierher zurück: Die Reihenfolge weicht von der Seite ab.", key: "reihenfolge"});
      return found;
    },
  };
}

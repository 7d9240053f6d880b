() => {
  window.__aw ??= {};
  window.__aw.landed ??= document.activeElement;
  window.__aw.around = node => {
    const own = node.closest("[data-field], [data-group], [id^='f-'], [id^='w-'], [data-answer]");
    if (!own) return node.closest("main form, main fieldset") ? "" : "";
    return own.dataset.field || own.dataset.group || own.dataset.answer || own.id.replace(/^(.*\/)?[fw]-/, "");
  };
  window.__aw.path = node => {
    if (node.id) return "#" + CSS.escape(node.id);
    const steps = [];
    for (let at = node; at && at.nodeType === 1 && at !== document.documentElement; at = at.parentElement) {
      if (at.id) { steps.unshift("#" + CSS.escape(at.id)); break; }
      const same = at.parentElement ? [...at.parentElement.children].filter(c => c.tagName === at.tagName) : [at];
      steps.unshift(at.tagName.toLowerCase() + (same.length > 1 ? `:nth-of-type(${same.indexOf(at) + 1})` : ""));
    }
    return steps.join(" > ");
  };
  window.__aw.place = node => {
    const box = node.getBoundingClientRect();
    return {around: window.__aw.around(node), selector: window.__aw.path(node), html: node.outerHTML.slice(0, 300),
      box: [box.x + scrollX, box.y + scrollY, box.width, box.height]};
  };
}

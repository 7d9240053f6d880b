before => {
  const fields = [...document.querySelectorAll("input, textarea")];
  const textual = field => !["checkbox", "radio", "button", "submit", "reset", "image", "file", "hidden"].includes(field.type);
  const typed = [...new Set([...before, ...fields.filter(textual).map(field => field.value.trim())])].filter(Boolean);
  const secret = /^(?!.*(button|submit|reset|image)$)/;
  const masks = typed.filter(text => text.length > 2).sort((a, b) => b.length - a.length);
  const dots = text => text.replace(/\S/g, "•");
  const masked = text => {
    if (typed.includes(text.trim())) return dots(text);
    return masks.reduce((now, mask) => now.includes(mask) ? now.split(mask).join(dots(mask)) : now, text);
  };
  const clean = root => {
    for (const node of root.querySelectorAll("script, noscript, meta[http-equiv=refresh i], iframe, object, embed")) node.remove();
    for (const node of root.querySelectorAll("*")) {
      const name = node.localName;
      if (name === "input" && secret.test(node.type)) for (const each of ["value", "checked"]) node.removeAttribute(each);
      if (name === "option") node.removeAttribute("selected");
      if (name === "textarea" || node.isContentEditable || node.hasAttribute("contenteditable")) node.textContent = "";
      for (const {name: key, value} of [...node.attributes]) {
        if (key.startsWith("on") && key !== "onclick") node.removeAttribute(key);
        else if (!["id", "for", "class", "name", "type"].includes(key)) {
          const without = masked(value);
          if (without !== value) node.setAttribute(key, without);
        }
      }
    }
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let at = walker.nextNode(); at; at = walker.nextNode())
      if (at.parentElement?.localName !== "style") at.data = masked(at.data);
    for (let at of [...root.querySelectorAll("a[href], form[action], img[src]")])
      for (const key of ["href", "action", "src"]) if (at.hasAttribute(key)) at.setAttribute(key, masked(at.getAttribute(key)));
  };
  const copy = document.documentElement.cloneNode(true);
  clean(copy);
  const sheets = document.adoptedStyleSheets.map(sheet => [...sheet.cssRules].map(rule => rule.cssText).join("\n")).join("\n");
  if (sheets) {
    const style = document.createElement("style");
    style.textContent = sheets;
    copy.querySelector("head")?.append(style);
  }
  return {html: "<!doctype html>" + copy.outerHTML, title: masked(document.title),
    address: location.origin + location.pathname};
}

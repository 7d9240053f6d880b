() => {
  if (window.__aw.read) return;
  const read = window.__aw.read = {};
  read.clean = words => (words || "").replace(/\s+/g, " ").trim();
  read.text = node => read.clean(node?.textContent);
  // Checks that go by German words cannot tell on a page in another language.
  read.german = () => /^(de\b|$)/i.test(document.documentElement.lang);
  read.main = () => document.querySelector("main") || document.body;
  read.shown = node => {
    if (!node?.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(node).clipPath === "none";
  };
  // What a screen reader takes from a node's content: pictures by their text, nothing that is hidden.
  read.spoken = node => {
    if (!node) return "";
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true" || node.matches("script, style, template")) return "";
    if (node.hidden || getComputedStyle(node).display === "none") return "";
    const own = read.clean(node.getAttribute("aria-label"));
    if (own) return ` ${own} `;
    if (node.matches("img, input[type=image]")) return ` ${node.alt} `;
    if (node.matches("svg")) return ` ${read.text(node.querySelector("title"))} ${[...node.querySelectorAll("text")].map(read.text).join(" ")} `;
    if (node.matches("input, select, textarea")) return "";
    const inner = [...node.childNodes].map(read.spoken).join("");
    return getComputedStyle(node).display.startsWith("inline") ? inner : ` ${inner} `;
  };
  read.named = ids => read.clean((ids || "").split(/\s+/).filter(Boolean).map(id => read.spoken(document.getElementById(id))).join(" "));
  read.name = node => {
    const by = read.named(node.getAttribute("aria-labelledby"));
    if (by) return by;
    const own = read.clean(node.getAttribute("aria-label"));
    if (own) return own;
    if (node.matches("input[type=submit], input[type=button], input[type=reset]")) return read.clean(node.value || node.title);
    if (node.matches("img, input[type=image]")) return read.clean(node.alt || node.title);
    if (node.matches("input, select, textarea, output")) return read.clean([...(node.labels || [])].map(read.spoken).join(" ") || node.title);
    if (node.matches("fieldset")) return read.clean(read.spoken(node.querySelector(":scope > legend")));
    return read.clean(read.spoken(node) || node.title);
  };
  read.fields = () => [...read.main().querySelectorAll("input:not([type=hidden], [type=submit], [type=image], [type=button], [type=reset]), select, textarea")]
    .filter(field => field.checkVisibility() && field.getAttribute("aria-hidden") !== "true");
  read.is = (field, ...types) => types.includes((field.getAttribute("type") || "text").toLowerCase()) && field.matches("input");
  // Names of the groups around a field, the widest first.
  read.groups = field => {
    const names = [];
    for (let at = field.parentElement; at; at = at.parentElement)
      if (at.matches("fieldset, [role=group], [role=radiogroup], section[aria-labelledby], section[aria-label]")) names.unshift(read.name(at));
    return names;
  };
  // The heading above a node, past those of messages; of nothing: that of the page.
  read.heading = node => {
    const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(one => one.checkVisibility() && !one.closest("[role=alert], [role=status], [role=note]"));
    const above = node ? all.filter(one => one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) : all.slice(0, 1);
    return read.clean(read.spoken(above.at(-1)));
  };
  // Whatever is asked by several fields together: choices, and the parts of a date or time.
  read.part = field => /^(tag|monat|jahr|stunden?|minuten?)( \(?(freiwillig|optional|pflichtfeld)\)?)?$/i.test(read.name(field));
  read.question = field => read.is(field, "radio", "checkbox") || read.part(field) ? field.closest("fieldset, [role=group], [role=radiogroup]") || field : field;
  read.demanded = field => field.required || field.getAttribute("aria-required") === "true"
    || field.closest("[role=radiogroup][aria-required=true]") !== null
    || (read.is(field, "radio") && field.name !== "" && [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(field.name)}"]`)].some(one => one.required));
  // The place of something that is told at the end of a journey, when its page is gone.
  read.spot = node => ({around: window.__aw.around(node), selector: window.__aw.path(node)});
  read.colour = words => {
    const canvas = read.canvas ??= Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = words;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  read.contrast = (one, other) => {
    const light = words => read.colour(words).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
      .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const [bright, dark] = [light(one), light(other)].sort((a, b) => b - a);
    return (bright + 0.05) / (dark + 0.05);
  };
  // For each timer in a script what runs then, and after how long.
  const timersIn = source => [...source.matchAll(/\bset(?:Timeout|Interval)\s*\(/g)].map(start => {
    const from = start.index + start[0].length;
    let depth = 1, at = from;
    for (; at < source.length && depth; at += 1) depth += "([{".includes(source[at]) ? 1 : ")]}".includes(source[at]) ? -1 : 0;
    const call = source.slice(from, at - 1), after = /,\s*(\d[\d_]*(?:e\d+)?)\s*$/.exec(call);
    return {call, after: after ? Number(after[1].replaceAll("_", "")) : null};
  });
  const known = new Map();
  // Those of every script that a page brings along.
  read.timers = async () => {
    const found = [];
    for (const script of document.querySelectorAll("script")) {
      const inline = !script.src;
      if (!inline && !known.has(script.src)) known.set(script.src, timersIn(await fetch(script.src).then(answer => answer.text(), () => "")));
      for (const timer of inline ? timersIn(script.textContent) : known.get(script.src)) found.push({...timer, script, inline});
    }
    return found;
  };
}

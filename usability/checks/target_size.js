() => {
  const aw = window.__aw, least = 24;
  aw.forget();
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=menuitem], [onclick]";
  const join = boxes => {
    const left = Math.min(...boxes.map(box => box.left)), top = Math.min(...boxes.map(box => box.top));
    const right = Math.max(...boxes.map(box => box.right)), bottom = Math.max(...boxes.map(box => box.bottom));
    return {left, top, right, bottom, width: right - left, height: bottom - top};
  };
  // A label that is pressed does what its box does.
  const boxOf = node => {
    const inner = [...node.querySelectorAll("*")].filter(child => child.checkVisibility()).map(child => child.getBoundingClientRect());
    const labels = node.matches("input[type=checkbox], input[type=radio]") ? [...(node.labels || [])].map(label => label.getBoundingClientRect()) : [];
    return join([node.getBoundingClientRect(), ...inner.filter(box => box.width && box.height), ...labels.filter(box => box.width && box.height)]);
  };
  const nodes = [...document.querySelectorAll(wanted)].filter(node => !node.disabled && node.checkVisibility({visibilityProperty: true})
    && (aw.seen(node) || [...(node.labels || [])].some(aw.seen)));
  const targets = nodes.map(node => ({node, box: boxOf(node)}));
  // In a sentence the line decides how high a link is.
  const inSentence = node => {
    if (!node.matches("a, button, [role=link], [role=button], [onclick]") || !getComputedStyle(node).display.startsWith("inline")) return false;
    const block = node.parentElement.closest("p, li, td, dd, dt, div, label, legend, span, h1, h2, h3, h4, figcaption");
    const around = block ? [...block.childNodes].filter(child => !child.contains(node)).map(child => child.textContent).join("") : "";
    return /\p{L}{2,}/u.test(around) && [...block.childNodes].some(child => child.nodeType === 3 && child.data.trim());
  };
  const native = node => node.matches("input[type=checkbox], input[type=radio], input[type=color], input[type=range]")
    && getComputedStyle(node).appearance !== "none" && node.offsetWidth <= 13 && node.offsetHeight <= 13;
  const small = targets.filter(({node, box}) => (box.width < least - .5 || box.height < least - .5) && !inSentence(node) && !native(node));
  const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const reach = ([x, y], box) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  const crowded = ({node, box}) => targets.some(other => {
    if (other.node === node || other.node.contains(node) || node.contains(other.node)) return false;
    const there = middle(other.box), here = middle(box);
    return reach(here, other.box) < least / 2 - .5 || (small.includes(other) && Math.hypot(here[0] - there[0], here[1] - there[1]) < least - .5);
  });
  // The same is offered in a larger place.
  const again = ({node}) => node.href && targets.some(other => other.node !== node && other.node.href === node.href && other.box.width >= least && other.box.height >= least);
  const found = small.filter(target => crowded(target) && !again(target)).slice(0, 10).map(({node, box}) => ({place: aw.place(node),
    message: `„${aw.nameOf(node)}“ ist ${Math.round(box.width)} mal ${Math.round(box.height)} Pixel groß und steht eng an anderem.`}));
  return {applies: targets.length > 0, found};
}

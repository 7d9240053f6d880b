() => {
  const words = text => (text || "").replace(/\s+/g, " ").trim().toLowerCase();
  const seen = node => {
    if (!node.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(node).clipPath === "none";
  };
  const fields = [...document.querySelectorAll("main input:not([type=hidden], [type=submit], [type=image], [type=button]), main select, main textarea")]
    .filter(field => field.checkVisibility());
  const found = [];
  for (const field of fields) {
    const labels = [...(field.labels || [])];
    const named = (field.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean).map(id => document.getElementById(id)).filter(Boolean);
    const visible = [...labels, ...named].filter(label => words(label.textContent) && seen(label));
    if (!visible.length) {
      const message = field.placeholder ? "Nur ein Platzhalter sagt, was hier hineingehört; beim Tippen verschwindet er."
        : "Neben dem Feld steht nichts, was sagt, wonach gefragt ist.";
      found.push({place: window.__aw.place(field), message, key: field.name.split(":")[1] || ""});
      continue;
    }
    const own = words(field.getAttribute("aria-label"));
    if (own && !named.length && !visible.some(label => own.includes(words(label.textContent))))
      found.push({place: window.__aw.place(field), message: `Zu sehen ist „${visible[0].textContent.trim()}“, vorgelesen wird „${field.getAttribute("aria-label")}“.`, key: "name"});
  }
  return {applies: fields.length > 0, found};
}

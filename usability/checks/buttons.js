() => {
  const {name, groups, clean} = window.__aw.read;
  const all = [...document.querySelectorAll("button, input[type=submit], input[type=button], input[type=reset], input[type=image], [role=button], summary")]
    .filter(node => node.checkVisibility() && !node.closest("[aria-hidden=true]"));
  const vague = /^(ok|okay|klick(en)?|hier|hier klicken|los|button|schaltfläche|ja|submit|go|enter|ausführen|mehr|\W+|x)[.!]*$/i;
  const risky = /^(reset|zurücksetzen|alles löschen|formular leeren)$/i;
  const found = [];
  const at = (node, message, key, more = {}) => found.push({place: window.__aw.place(node), message, key, ...more});
  const same = new Map();
  for (const node of all) {
    const said = name(node);
    if (!said) at(node, "Eine Schaltfläche hat keinen Namen.", "leer");
    else if (vague.test(said)) at(node, `„${said}“ sagt nicht, was geschieht.`, "nichtssagend");
    else if (node.type === "reset" || risky.test(said)) at(node, `„${said}“ verwirft alles, was eingegeben wurde, mit einem Klick.`, "verwirft", {best: true});
    // Two files may well have one name: their owner gave it to them.
    if (said && !/\.(pdf|jpe?g|png|heic|docx?|xlsx?|od[ts]|zip|csv|txt)$/i.test(said)) same.set(said.toLowerCase(), [...(same.get(said.toLowerCase()) || []), node]);
  }
  const does = node => [node.name, node.value, node.formAction && node.hasAttribute("formaction") ? node.formAction : "", node.form?.id || node.form?.action || "", node.matches("summary") ? window.__aw.path(node) : ""].join("|");
  for (const several of same.values()) {
    if (several.length < 2 || new Set(several.map(does)).size < 2 && several[0].name) continue;
    const around = several.map(node => [...groups(node), clean(node.closest("li, tr")?.textContent)].join(" › "));
    const apart = new Set(around).size === several.length;
    at(several[1], `„${name(several[1])}“ heißen ${several.length} Schaltflächen. ${apart ? "Nur was darum steht, sagt, worauf sie wirken." : "Nichts sagt, worauf welche wirkt."}`, "gleich", {best: apart});
  }
  return {applies: all.length > 0, found};
}

async () => {
  const {text, shown, timers} = window.__aw.read;
  const found = [];
  const at = (node, message, key, unsure = false) => found.push({place: node ? window.__aw.place(node) : undefined, message, key, unsure});
  const live = node => node.closest("[role=status], [role=alert], [role=log], [role=progressbar], [role=timer], [aria-live=polite], [aria-live=assertive], output");
  const floating = [...document.querySelectorAll("[class*=toast i], [class*=snackbar i], [class*=flash-message i], [data-toast]")].filter(node => !node.querySelector("[class*=toast i], [class*=snackbar i]"));
  for (const node of floating) if (!live(node) && !node.querySelector("[role=status], [role=alert], [aria-live]")) at(node, "Diese Meldung liegt in keinem Bereich, der vorgelesen wird.", "stumm");
  for (const node of document.querySelectorAll("[role=status][aria-live=off], [role=alert][aria-live=off]")) at(node, "Der Bereich für Meldungen ist stumm gestellt (aria-live=\"off\").", "abgestellt");
  const counting = /^(noch|nur noch) \d+ (zeichen|wörter|plätze)|^\d+ (von \d+ )?(zeichen|treffer|ergebnisse|vorschläge)\b/i;
  for (const node of document.querySelectorAll("main p, main span, main div, main small"))
    if (!node.childElementCount && shown(node) && counting.test(text(node)) && !live(node)) at(node, `„${text(node)}“ ändert sich wohl beim Tippen, wird dann aber nicht vorgelesen.`, "zähler", true);
  const regions = document.querySelectorAll("[role=status], [role=alert], [aria-live=polite], [aria-live=assertive], output");
  const busy = document.querySelector("[hx-post], [hx-get], [data-hx-post], [data-ajax], form[data-remote]");
  if (busy && !regions.length) at(busy, "Die Seite ändert sich, ohne neu zu laden, hat aber keinen Bereich, in dem Meldungen vorgelesen werden.", "kein-bereich", true);
  const vanish = /\.remove\(\)|\.hidden\s*=\s*true|display\s*=\s*["']none|classList\.(add|remove)\(["'](hidden|d-none|show|visible|is-visible)|\.close\(\)|removeChild|fadeOut/, message = /toast|snackbar|meldung|message|status|alert|hinweis|notification|notice/i;
  const timed = (await timers()).filter(({call, after}) => vanish.test(call) && message.test(call) && after !== 0);
  for (const {inline, after, script} of timed)
    at(null, `${inline ? "Ein Skript der Seite" : `Das Skript ${script.src.split("/").pop().split("?")[0]}`} lässt eine Meldung ${after ? `nach ${after / 1000} Sekunden ` : ""}verschwinden.`, "verschwindet", !inline || after === null);
  return {applies: regions.length + floating.length + timed.length > 0 || busy !== null, found};
}

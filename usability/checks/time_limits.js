async () => {
  const found = [];
  const long = 20 * 60 * 60;
  for (const meta of document.querySelectorAll("meta[http-equiv=refresh i]")) {
    const after = parseFloat(meta.content);
    if (after > 0 && after <= long) found.push({message: `Nach ${after} Sekunden ${/url/i.test(meta.content) ? "wechselt" : "lädt"} die Seite von selbst (meta refresh).`, key: "meta"});
  }
  const leaves = /\blocation\s*(=(?!=)|\.\s*(href\s*=(?!=)|assign\s*\(|replace\s*\(|reload\s*\())|\.(submit|requestSubmit)\s*\(|\bhistory\.(back|go)\s*\(/;
  for (const {inline, call, after, script} of await window.__aw.read.timers()) {
    if (!leaves.test(call) || after === 0 || after > long * 1000) continue;
    const from = inline ? "Ein Skript der Seite" : `Das Skript ${script.src.split("/").pop().split("?")[0]}`;
    found.push({message: `${from} wechselt oder sendet die Seite ${after === null ? "nach einer Zeit" : `nach ${after / 1000} Sekunden`} von selbst.`, key: "skript", unsure: after === null});
  }
  return {applies: true, found};
}

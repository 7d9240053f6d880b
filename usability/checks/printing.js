() => {
  const aw = window.__aw, found = aw.spoilt("Gedruckt");
  for (const text of aw.texts())
    if (text.boxes.some(box => box.right > innerWidth + 4) && found.length < 8) found.push({place: aw.place(text.node), message: `Gedruckt steht „${text.text.slice(0, 60)}“ über den Rand hinaus.`, key: "rand"});
  for (const node of document.querySelectorAll("nav, [role=navigation], [role=search], [class*=cookie]"))
    if (node.checkVisibility() && aw.seen(node) && node.querySelector("a, button")) found.push({place: aw.place(node), message: `Gedruckt steht dort noch ein Menü: „${aw.words(node).slice(0, 40)}“.`, key: "menü"});
  for (const node of document.querySelectorAll("body *"))
    if (getComputedStyle(node).position === "fixed" && aw.seen(node)) found.push({place: aw.place(node), message: `„${aw.words(node).slice(0, 40)}“ liegt auf jeder gedruckten Seite über dem Text.`, key: "steht"});
  return {applies: aw.texts().length > 0, found: found.slice(0, 10)};
}

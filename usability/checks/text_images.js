async () => {
  const {clean, shown, text} = window.__aw.read;
  const found = [];
  const at = (node, message, key, unsure = false) => found.push({place: window.__aw.place(node), message, key, unsure});
  const needed = /\b(logo|wappen|unterschrift|siegel|karte|kartenausschnitt|lageplan|stadtplan|foto|bild|skizze|zeichnung|qr-code|diagramm)\b/i;
  const pictures = [...document.querySelectorAll("img, input[type=image]")].filter(node => shown(node) && node.getAttribute("aria-hidden") !== "true");
  const drawn = async source => {
    if (!/\.svg(\?|#|$)|^data:image\/svg/i.test(source)) return "";
    const words = source.startsWith("data:") ? decodeURIComponent(/;base64,/i.test(source) ? atob(source.split(",")[1]) : source.slice(source.indexOf(",") + 1))
      : await fetch(source).then(answer => answer.text(), () => "");
    return clean([...new DOMParser().parseFromString(words, "image/svg+xml").querySelectorAll("text")].map(text).join(" "));
  };
  for (const node of pictures) {
    const words = await drawn(node.currentSrc || node.src);
    const exempt = needed.test(node.alt) || node.closest("header, [class*=logo], [class*=brand]");
    if (/\p{L}{3}/u.test(words) && !exempt) at(node, `In diesem Bild steht „${words.slice(0, 80)}“ als Teil der Zeichnung.`, "gezeichnet");
    else if (!exempt && clean(node.alt).split(" ").length >= 3) at(node, `Steht „${clean(node.alt).slice(0, 80)}“ in diesem Bild? Dann gehört es als Text auf die Seite.`, "vielleicht", true);
  }
  return {applies: pictures.length > 0, found};
}

() => {
  const aw = window.__aw, found = [];
  const flickers = ["opacity", "visibility", "backgroundColor", "color", "filter", "backgroundImage", "display"];
  // A quarter of ten degrees of the field of view, at the usual distance: WCAG says 341 by 256 pixels.
  const large = 341 * 256 / 4;
  for (const one of document.getAnimations()) {
    const node = one.effect?.target, timing = one.effect?.getComputedTiming();
    if (one.playState !== "running" || !node?.checkVisibility()) continue;
    const frames = one.effect.getKeyframes();
    const named = flickers.filter(name => new Set(frames.map(frame => frame[name]).filter(value => value !== undefined)).size > 1);
    if (!named.length) continue;
    // Each there and back is a flash.
    const turns = named.reduce((most, name) => {
      const values = frames.map(frame => frame[name]).filter(value => value !== undefined);
      let changes = 0;
      for (let i = 1; i < values.length; i += 1) changes += values[i] !== values[i - 1];
      return Math.max(most, changes);
    }, 0) / (timing.direction?.startsWith("alternate") ? 2 : 1);
    const times = Math.max(.5, Math.ceil(turns / 2)) * 1000 / timing.duration;
    if (times <= 3 || timing.iterations * timing.duration < 400) continue;
    const box = node.getBoundingClientRect(), area = box.width * box.height;
    found.push({place: aw.place(node), unsure: area < large, key: "animation",
      message: `Das flackert etwa ${Math.round(times)}-mal in der Sekunde${area < large ? " auf kleiner Fläche; ob das erlaubt ist, muss ein Mensch ansehen" : ""}.`});
  }
  for (const node of document.querySelectorAll("video, canvas, img[src$='.gif' i], img[src^='data:image/gif'], iframe, object, embed"))
    if (node.checkVisibility()) found.push({place: aw.place(node), unsure: true, message: "Ob das flackert, kann nur ein Mensch sehen.", key: "bild"});
  return {applies: true, found: found.slice(0, 10)};
}

() => {
  const aw = window.__aw, moved = new Map();
  const stops = () => [...document.querySelectorAll("button, [role=button], input[type=button]")].some(button => /anhalten|pause|stopp?|beenden/i.test(aw.nameOf(button) + (button.title || "")));
  let observer;
  aw.motion = {
    watch: () => {
      moved.clear();
      observer = new MutationObserver(changes => {
        for (const {target} of changes) if (target.nodeType === 1 && target.checkVisibility()) moved.set(target, (moved.get(target) || 0) + 1);
      });
      observer.observe(document.body, {subtree: true, attributes: true, attributeFilter: ["style", "class", "transform", "src"]});
    },
    result: () => {
      observer.disconnect();
      const found = [], tell = (node, message, key, unsure) => found.push({place: aw.place(node), message, key, unsure});
      const lasting = document.getAnimations().filter(one => {
        const timing = one.effect?.getComputedTiming(), node = one.effect?.target;
        return one.playState === "running" && node?.checkVisibility({opacityProperty: false, visibilityProperty: true}) && (timing.iterations === Infinity || timing.endTime > 5000);
      });
      const free = !stops();
      for (const one of lasting)
        if (free && !one.effect.target.closest("[role=progressbar], progress, [aria-busy=true]")) tell(one.effect.target, "Das bewegt sich von selbst länger als 5 Sekunden, und keine Schaltfläche hält es an.", "animation");
      for (const node of document.querySelectorAll("marquee, blink")) tell(node, "Die Laufschrift lässt sich nicht anhalten.", "laufschrift");
      for (const node of document.querySelectorAll("video[autoplay]"))
        if (!node.controls && free && (node.loop || !(node.duration <= 5))) tell(node, "Das Video läuft von selbst und hat keine Bedienelemente.", "video");
      for (const [node, times] of moved)
        if (times >= 4 && free) tell(node, `Ein Skript ändert das Aussehen fortwährend (${times}-mal in knapp einer Sekunde), und keine Schaltfläche hält es an.`, "skript");
      for (const node of document.querySelectorAll("img[src$='.gif' i], img[src^='data:image/gif'], img[src$='.apng' i], img[src$='.webp' i]"))
        if (node.checkVisibility()) tell(node, "Ob sich dieses Bild bewegt, kann nur ein Mensch sehen.", "bild", true);
      return {applies: true, found: found.slice(0, 10)};
    },
  };
}

() => {
  const aw = window.__aw, found = [];
  const seconds = text => Math.max(...text.split(",").map(part => parseFloat(part) * (part.includes("ms") ? .001 : 1)));
  const shifts = /transform|translate|rotate|scale|left|right|top|bottom|margin|width|height|all/;
  for (const one of document.getAnimations()) {
    const node = one.effect?.target;
    if (one.playState === "running" && node?.checkVisibility() && !node.closest("[role=progressbar], progress, [aria-busy=true]") && one.effect.getComputedTiming().endTime > 100)
      found.push({place: aw.place(node), message: "Das bewegt sich, obwohl „weniger Bewegung“ eingestellt ist.", key: "animation"});
  }
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth")
    found.push({message: "Die Seite rollt gleitend (scroll-behavior: smooth), obwohl „weniger Bewegung“ eingestellt ist.", key: "rollen"});
  for (const node of document.querySelectorAll("body *")) {
    const style = getComputedStyle(node);
    if (seconds(style.transitionDuration) > .1 && shifts.test(style.transitionProperty) && style.transitionProperty !== "all" && node.checkVisibility())
      found.push({place: aw.place(node), message: "Ein Übergang verschiebt oder dreht das, obwohl „weniger Bewegung“ eingestellt ist.", key: "übergang"});
  }
  return {applies: true, found: found.slice(0, 5)};
}

() => {
  const {clean, spoken, main, text} = window.__aw.read;
  const top = [...document.querySelectorAll("h1")].find(node => node.checkVisibility());
  const words = text(main());
  const step = /(schritt|seite)\s+\d+\s+(von|\/)\s+\d+/i;
  return {
    german: window.__aw.read.german(),
    title: clean(document.title),
    heading: clean(spoken(top)).replace(/^(schritt|seite)\s+\d+\s+(von|\/)\s+\d+:?\s*/i, ""),
    step: (step.exec(clean(spoken(top))) || step.exec(words) || [""])[0],
    errors: [...document.querySelectorAll("main [aria-invalid=true]")].some(node => node.checkVisibility()),
  };
}

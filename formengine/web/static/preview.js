// The preview of a prototype in a designer's window: tells which question was chosen, shows one that the window asks
// for, takes in a newer revision without a flash, and lets axe-core look at each state.
(() => {
  "use strict";
  const SETTLED = 500, STYLE_WAIT = 1500;
  const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const own = document.currentScript.dataset;
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const about = () => one("#vorschau")?.dataset || {};
  let timer, looking = false, again = false, turn = 0;

  // With the window around
  const framed = window.parent !== window;
  const tell = (art, more) => { if (framed) window.parent.postMessage({art, ...more}, location.origin); };
  const present = () => {
    const {slug, seite, zustand, fassung, nummer} = about();
    tell("bereit", {slug, seite, zustand, fassung, nummer: Number(nummer) || 0, adresse: location.pathname + location.search});
  };
  const elementOf = node => node?.closest?.("[data-field]")?.dataset.field || node?.closest?.("[data-group]")?.dataset.group || "";
  // By pointer only: who walks through by keyboard would leave a trail of chosen elements behind.
  const chosen = ({target, detail}) => {
    if (!detail) return;
    const element = elementOf(target) || (target.closest?.("h1") ? about().seite : "");
    if (element) tell("gewaehlt", {element, seite: about().seite});
  };
  const places = id => all("[data-field], [data-group]").filter(node => (node.dataset.field || node.dataset.group) === id);
  const show = id => {
    for (const node of all(".aw-vorschau-gezeigt")) node.classList.remove("aw-vorschau-gezeigt");
    const found = id === about().seite ? all("h1") : places(id);
    for (const node of found) node.classList.add("aw-vorschau-gezeigt");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    found[0]?.scrollIntoView({block: "center", behavior: calm ? "auto" : "smooth"});
  };
  document.addEventListener("click", chosen, true);
  window.addEventListener("message", ({origin, source, data}) => {
    if (origin !== location.origin || source !== window.parent) return;
    if (data?.art === "zeige Element") show(String(data.element));
    // The window may have the page already: then nobody has to be asked for it.
    if (data?.art === "lade neu") load(data.seite && data.adresse === location.pathname + location.search ? data.seite : "");
  });
  // What is no part of the preview does not belong into its frame.
  document.addEventListener("click", ({target}) => {
    const link = target.closest?.("a[href]");
    if (framed && link && !/^\/(vorschau|antrag|sprache)\//.test(link.pathname)) Object.assign(link, {target: "_blank", rel: "noopener"});
  }, true);

  // A newer revision
  const typed = () => all("#felder input, #felder textarea, #felder select").filter(input => input.name && input.type !== "file" && (
    input.type === "checkbox" || input.type === "radio" ? input.checked !== input.defaultChecked
      : input.type !== "hidden" && input.value !== (input.matches("select") ? one("option[selected]", input)?.value ?? "" : input.defaultValue)
  )).map(({name, type, value, checked}) => ({name, type, value, checked}));
  const restore = kept => {
    for (const {name, type, value, checked} of kept) {
      for (const input of all(`#felder [name="${CSS.escape(name)}"]`)) {
        if (type !== "checkbox" && type !== "radio") input.value = value;
        else if (input.value === value) input.checked = checked;
      }
    }
  };
  const styled = href => new Promise(done => {
    const before = all('link[href^="/stil/"]');
    if (!href || before.some(link => link.getAttribute("href") === href)) return done(() => {});
    const link = Object.assign(document.createElement("link"), {rel: "stylesheet", href});
    link.onload = link.onerror = () => done(() => before.forEach(old => old.remove()));
    setTimeout(link.onload, STYLE_WAIT);
    document.head.append(link);
  });
  const scripts = page => {
    const known = new Set(all("script[src]").map(script => script.getAttribute("src")));
    for (const {src} of all("script[src]", page).map(script => ({src: script.getAttribute("src")}))) {
      if (!known.has(src)) document.head.append(Object.assign(document.createElement("script"), {src}));
    }
  };
  const load = async given => {
    const mine = ++turn;
    let answer = null, page;
    try {
      if (!given) answer = await fetch(location.href, {headers: {Accept: "text/html"}, signal: AbortSignal.timeout(10000)});
      page = new DOMParser().parseFromString(given || await answer.text(), "text/html");
    } catch {
      return tell("fehlt", {});
    }
    if (mine !== turn) return;
    if (!one("#inhalt", page)) return location.reload();
    const style = one("#vorschau", page)?.dataset.stil;
    exchange(page);
    if (answer?.redirected) history.replaceState(null, "", answer.url);
    scripts(page);
    present();
    // The words first: the rules of what hangs on which answer follow, until then the old ones hold.
    const settle = await styled(style);
    settle();
    if (mine === turn) look();
  };
  const exchange = page => {
    const kept = typed(), at = document.activeElement?.id, shown = one(".aw-vorschau-gezeigt"), top = window.scrollY;
    const element = shown && (elementOf(shown) || about().seite);
    document.title = page.title;
    for (const id of ["#sprachen", "#inhalt"]) {
      const fresh = one(id, page);
      if (fresh && one(id)) one(id).replaceWith(document.adoptNode(fresh));
    }
    restore(kept);
    window.htmx?.process(one("#inhalt"));
    window.scrollTo({top, behavior: "instant"});
    // While somebody types in the window around, the focus is theirs.
    if (document.hasFocus()) document.getElementById(at)?.focus({preventScroll: true});
    for (const node of element ? places(element) : []) node.classList.add("aw-vorschau-gezeigt");
    const fields = one("#felder") || one("#inhalt");
    document.dispatchEvent(new CustomEvent("htmx:after:swap", {detail: {ctx: {target: one("#inhalt"), sourceElement: fields}}}));
  };

  // axe
  const prepared = async () => {
    if (window.axe) return;
    await new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement("script"), {src: own.axe, onload: done, onerror: failed}));
    });
    const locale = await (await fetch(own.meldungen)).json();
    // axe makes these by eval, which our pages forbid; nobody reads them.
    delete locale.failureSummaries;
    window.axe.configure({locale});
  };
  const complaints = (rules, sure) => rules.flatMap(({id, impact, help, nodes}) => nodes.map(({target}) => {
    const selector = target.flat().join(" ");
    let node = null;
    try { node = one(selector); } catch { /* axe names some places in words of its own */ }
    return {rule: id, impact: impact || "", help, selector, element: elementOf(node), sure};
  }));
  const judge = async () => {
    await prepared();
    const {slug, fassung, zustand, seite, csrf} = about();
    const found = await window.axe.run({exclude: [["#vorschau"]]}, {runOnly: {type: "tag", values: TAGS}, resultTypes: ["violations", "incomplete"]});
    if (zustand !== about().zustand || fassung !== about().fassung) return;
    const befunde = [...complaints(found.violations, true), ...complaints(found.incomplete, false)];
    const body = new URLSearchParams({_csrf: csrf, fassung, zustand, seite, befunde: JSON.stringify(befunde.slice(0, 200))});
    const answer = await fetch(own.befunde, {method: "POST", body});
    if (answer.ok) tell("befunde", {slug, fassung, zustand, anzahl: found.violations.length});
  };
  const run = async () => {
    if (looking) { again = true; return; }
    looking = true;
    try {
      await judge();
    } catch (error) {
      tell("befunde", {fehler: String(error?.message ?? error)});
    }
    looking = false;
    if (again) { again = false; look(); }
  };
  const look = () => {
    clearTimeout(timer);
    if (about().fassung) timer = setTimeout(run, SETTLED);
  };
  document.addEventListener("htmx:after:swap", ({detail: {ctx}}) => {
    if (ctx.target?.id !== "inhalt" || ctx.response === undefined) return;
    present();
    look();
  });
  document.addEventListener("DOMContentLoaded", () => { present(); look(); });
})();

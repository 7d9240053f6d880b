// Enhances the workbench: keys, dragging, what is announced, a preview that follows. Every edit works without it.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const bench = () => one("#wb");
  const say = text => {
    const box = one("#wb-ansage");
    box.textContent = "";
    if (text) setTimeout(() => { box.textContent = text; }, 60);
  };
  let version = bench()?.dataset.fassung, src = one("#wb-rahmen")?.src, focus = null, typing = null;

  // The preview
  const frame = () => one("#wb-rahmen");
  const tell = message => frame()?.contentWindow?.postMessage(message, location.origin);
  const follow = () => {
    const now = bench()?.dataset.fassung;
    const fresh = bench()?.dataset.vorschau;
    if (fresh) delete bench().dataset.vorschau;
    if (frame() && src === frame().src && now !== version) tell({art: "lade neu", adresse: frame().getAttribute("src"), seite: fresh});
    version = now;
    src = frame()?.src;
    const element = bench()?.dataset.element;
    if (element) tell({art: "zeige Element", element});
  };
  addEventListener("message", event => {
    if (event.origin !== location.origin || event.source !== frame()?.contentWindow) return;
    if (event.data?.art === "bereit" && bench()?.dataset.element) tell({art: "zeige Element", element: bench().dataset.element});
    if (event.data?.art !== "gewaehlt" || !event.data.element || event.data.element === bench()?.dataset.element) return;
    open(event.data.element);
  });
  const address = element => {
    const url = new URL(bench().dataset.gewaehlt, location.origin);
    url.searchParams.set("element", element);
    return url.pathname + url.search;
  };
  const open = element => {
    const url = address(element);
    history.pushState({htmx: true}, "", url);
    return htmx.ajax("GET", url, {target: "#inhalt", swap: "outerMorph"});
  };

  // Findings: asked for when nobody waits for anything else
  let asked = null, took = 0;
  const marks = counts => {
    for (const old of document.querySelectorAll(".wb-mark--befund")) old.remove();
    for (const row of document.querySelectorAll(".wb-row")) {
      const number = counts[row.dataset.id];
      if (!number) continue;
      const mark = Object.assign(document.createElement("span"), {className: "wb-mark wb-mark--warn wb-mark--befund",
        textContent: number > 1 ? `${number} Befunde` : "1 Befund"});
      one(".wb-row__kind", row)?.append(" ", mark);
    }
  };
  const findings = () => {
    clearTimeout(asked);
    asked = setTimeout(async () => {
      const box = one("#wb-befunde"), began = performance.now();
      if (!box?.dataset.quelle) return;
      try {
        const answer = await fetch(box.dataset.quelle, {headers: {"HX-Request": "true"}, signal: AbortSignal.timeout(15000)});
        if (!answer.ok || one("#wb-befunde") !== box) return;
        took = performance.now() - began;
        const part = one("[data-zahlen]", new DOMParser().parseFromString(await answer.text(), "text/html"));
        if (!part) return;
        one("[data-zahlen]", box)?.remove();
        box.prepend(document.adoptNode(part));
        htmx.process(box);
        marks(JSON.parse(part.dataset.zahlen));
      } catch { /* the next change asks again */ }
    }, Math.max(700, 3 * took));
  };

  // After every change of the page
  const settle = () => {
    const root = bench();
    if (!root) return;
    root.dataset.skript = "";
    unfold();
    follow();
    findings();
    if (root.dataset.ansage) say(root.dataset.ansage);
    one(`#wb-z-${CSS.escape(root.dataset.element)}`)?.scrollIntoView({block: "nearest"});
    if (focus) one(focus)?.focus();
    focus = null;
    if (root.dataset.ansage && typing) { typing.value = ""; typing.focus(); }
    typing = null;
    const error = one("#wb-fehler, #fehlerliste");
    if (error && error !== document.activeElement) error.focus();
  };
  // What was unfolded stays so
  let unfolded = [];
  const folds = () => [...document.querySelectorAll(".wb-bench details")];
  const named = fold => one("summary", fold)?.firstChild?.textContent.trim();
  document.addEventListener("htmx:before:swap", () => { unfolded = folds().filter(fold => fold.open).map(named); });
  const unfold = () => { for (const fold of folds()) if (unfolded.includes(named(fold))) fold.open = true; };
  document.addEventListener("htmx:after:swap", settle);
  document.addEventListener("submit", ({target}) => { typing = one("[data-zeilen]", target); });

  // Keys: Alt+arrows move, Entf deletes, Strg+Z and Strg+Y undo and redo
  const press = key => {
    const button = one(`[data-taste="${key}"]`);
    if (!button || button.disabled) return false;
    button.click();
    return true;
  };
  const isTyping = target => target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=hidden])");
  const act = async (row, key) => {
    if (row.dataset.id !== bench().dataset.element) await open(row.dataset.id);
    focus = `#wb-z-${CSS.escape(row.dataset.id)} a, a#wb-z-${CSS.escape(row.dataset.id)}`;
    press(key);
  };
  document.addEventListener("keydown", event => {
    const row = event.target.closest?.(".wb-row, .wb-page");
    if (row && event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      act(row, event.key === "ArrowUp" ? "up" : "down");
    } else if (row && event.key === "Delete") {
      event.preventDefault();
      act(row, "delete");
    } else if ((event.ctrlKey || event.metaKey) && !event.altKey && !isTyping(event.target) && /^[zy]$/i.test(event.key)) {
      if (press(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo")) event.preventDefault();
    } else if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.matches("textarea")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });

  // Dragging: the same edit that the buttons make
  let dragged = null;
  const rowAt = event => event.target.closest?.(".wb-row, .wb-page");
  const clear = () => document.querySelectorAll(".wb-row--over").forEach(row => row.classList.remove("wb-row--over"));
  document.addEventListener("dragstart", event => {
    dragged = event.target.closest?.(".wb-row");
    if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.id);
  });
  document.addEventListener("dragover", event => {
    const row = dragged && rowAt(event);
    if (!row || row === dragged) return;
    event.preventDefault();
    clear();
    row.classList.add("wb-row--over");
  });
  document.addEventListener("dragend", () => { dragged = null; clear(); });
  document.addEventListener("drop", event => {
    const row = dragged && rowAt(event);
    if (!row || row === dragged) return;
    event.preventDefault();
    const place = row.matches(".wb-page") ? {parent: row.dataset.id} : {parent: row.dataset.parent, after: row.dataset.id};
    const form = one(".wb-add");
    if (!form) return;
    focus = `#wb-z-${CSS.escape(dragged.dataset.id)} a`;
    htmx.ajax("POST", form.action, {target: "#inhalt", swap: "outerMorph", values: {
      _csrf: form.elements._csrf.value, basis: bench().dataset.fassung, schritt: "move", weiter: address(dragged.dataset.id),
      angaben: JSON.stringify({element: dragged.dataset.id, ...place})}});
    dragged = null;
    clear();
  });

  settle();

  // Others
  const arrived = (detail, turn = 0) => {
    if (Number(detail.number) <= Number(bench()?.dataset.fassung)) return;
    // It may be what was just saved here, whose answer is still on its way.
    if (one(".htmx-request") && turn < 30) {
      setTimeout(arrived, 150, detail, turn + 1);
      return;
    }
    const field = document.activeElement;
    if (field?.closest("form") && isTyping(field) && field.value !== field.defaultValue) {
      one("#wb-stand").textContent = `${detail.account}: ${detail.summary}. Ihre Eingabe bleibt stehen.`;
      return;
    }
    say(`${detail.account}: ${detail.summary}`);
    htmx.ajax("GET", bench().dataset.gewaehlt, {target: "#inhalt", swap: "outerMorph"});
  };
  document.addEventListener("wb:revision", ({detail}) => arrived(detail));
  document.addEventListener("wb:presence", ({detail}) => {
    const list = one("#wb-anwesend");
    list.replaceChildren(...detail.people.map(person => Object.assign(document.createElement("li"), {textContent: person.display})));
  });
})();

// Keeps the windows of designers together: dispatches what others do as `wb:revision`, `wb:published` and `wb:presence`
// on the document, and says every few seconds which element is chosen here. Pages work without it.
(() => {
  "use strict";
  const REPORT = 5000, ASK = 1000, AGAIN = 30000;
  const base = location.pathname.match(/^\/werkstatt\/[^/]+(?=\/)/)?.[0];
  const one = selector => document.querySelector(selector);
  if (!base || !one("#wb")) return;
  const tab = [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  const bench = () => one("#wb")?.dataset || {};
  let known = Number(bench().fassung) || 0, published = null, people = "", source = null, asking = null;

  const dispatch = (name, detail) => document.dispatchEvent(new CustomEvent(name, {detail}));
  const revision = detail => {
    if (!detail || detail.number <= known) return;
    known = detail.number;
    dispatch("wb:revision", detail);
  };
  const release = number => {
    if (published !== null && number !== published) dispatch("wb:published", {number});
    published = number;
  };
  const presence = detail => {
    const said = JSON.stringify(detail);
    if (said !== people) dispatch("wb:presence", detail);
    people = said;
  };

  // Listening, else asking
  const address = where => `${base}/${where}?${new URLSearchParams({ab: Math.max(known, Number(bench().fassung) || 0), tab})}`;
  const listen = () => {
    if (!window.EventSource) return ask();
    source = new EventSource(address("ereignisse"));
    const on = (name, then) => source.addEventListener(name, ({data}) => { quiet(); then(JSON.parse(data)); });
    on("revision", revision);
    on("published", ({number}) => release(number));
    on("presence", presence);
    source.onerror = () => {
      // Where it is only between two streams, the browser asks again by itself.
      if (source?.readyState !== EventSource.CLOSED) return;
      source = null;
      ask();
      setTimeout(() => { if (!source && !document.hidden) listen(); }, AGAIN);
    };
  };
  const quiet = () => { clearInterval(asking); asking = null; };
  const ask = () => {
    if (asking) return;
    asking = setInterval(async () => {
      try {
        const answer = await fetch(address("stand"), {headers: {Accept: "application/json"}, signal: AbortSignal.timeout(5000)});
        if (!answer.ok || answer.redirected) return;
        const state = await answer.json();
        revision(state.revision);
        release(state.published);
        presence(state.presence);
      } catch { /* the next second brings the next answer */ }
    }, ASK);
  };
  const stop = () => { source?.close(); source = null; quiet(); };

  // Being here
  const body = more => new URLSearchParams({_csrf: one("input[name=_csrf]")?.value || "", tab, element: bench().element || "", ...more});
  const report = () => {
    if (!document.hidden) fetch(`${base}/anwesend`, {method: "POST", body: body({})}).catch(() => {});
  };
  let element = bench().element;
  document.addEventListener("htmx:after:swap", () => {
    // The server does not know who is here: what it has just rendered is told once more.
    if (people) dispatch("wb:presence", JSON.parse(people));
    if (bench().element !== element) report();
    element = bench().element;
    known = Math.max(known, Number(bench().fassung) || 0);
  });
  setInterval(report, REPORT);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return stop();
    listen();
    report();
  });
  window.addEventListener("pagehide", () => {
    stop();
    navigator.sendBeacon(`${base}/anwesend`, body({ende: "1"}));
  });
  window.addEventListener("pageshow", ({persisted}) => { if (persisted) { listen(); report(); } });
  listen();
  report();
})();

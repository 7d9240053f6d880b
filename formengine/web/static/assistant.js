// Enhances the pages of the assistant: where the focus goes after a swap, what is announced, messages on leaving a
// field, the notice when the network fails. Every page works without this script.
(() => {
  "use strict";
  const SETTLED = 400, ARROWS = 900, BUSY = 700, UPLOAD_TIMEOUT = 180000;
  const WRONG = ["kern-form-input--error", "kern-form-input__input--error", "kern-form-input__select--error", "kern-fieldset--error",
    "kern-form-check--error", "kern-form-check__radio--error", "kern-form-check__checkbox--error"];
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const checked = new WeakMap();
  let shown = new Map(), path = location.pathname, submitter = null, left = "", keyed = false, refresh = false, timer, busy;

  const say = text => {
    const box = one("#ansage");
    box.textContent = "";
    setTimeout(() => { box.textContent = text; }, 60);
  };
  const focus = (element, options) => element?.focus(options);
  const inputs = field => all("input:not([type=hidden]), select, textarea", field);
  const listed = (field, what) => {
    const ids = field?.closest("form").dataset[what] || "";
    return ids.split(" ").includes(field?.dataset.field);
  };
  const text = element => element?.textContent.replace(/\s+/g, " ").trim() || "";
  const nameOf = field => text(one("legend, label", field)) || text(one(".kern-title", field)) || text(field).slice(0, 120);

  // What appeared and what vanished since the last look
  const visible = () => new Map(all("#felder [data-field]").filter(field => field.getClientRects().length)
    .map(field => [field.dataset.field, {name: nameOf(field), asks: inputs(field).length > 0}]));
  const compare = () => {
    const before = shown, said = [], words = one("#ansage").dataset;
    shown = visible();
    const tell = (entries, single, several) => entries.length &&
      said.push((entries.length > 1 ? several : single) + ": " + entries.map(entry => entry.name).join(", "));
    const missing = (from, other) => [...from].filter(([id]) => !other.has(id)).map(([, entry]) => entry);
    const came = missing(shown, before);
    tell(came.filter(entry => entry.asks), words.question, words.questions);
    tell(came.filter(entry => !entry.asks), words.note, words.notes);
    tell(missing(before, shown).filter(entry => entry.asks), words.gone, words.allGone);
    if (said.length) say(said.join(". "));
  };
  const settled = () => {
    const fields = one("#felder"), form = fields?.closest("form");
    compare();
    if (!refresh || !form || form.classList.contains("htmx-request") || !window.htmx) return;
    refresh = false;
    htmx.ajax("POST", form.getAttribute("hx-post"), {source: fields, target: "#inhalt", swap: "outerMorph", values: {_aktualisieren: "1"}});
  };
  document.addEventListener("change", ({target}) => {
    if (!target.closest("#felder")) return;
    if (listed(target.closest("[data-field]"), "refresh")) refresh = true;
    clearTimeout(timer);
    timer = setTimeout(settled, target.type === "radio" && keyed ? ARROWS : SETTLED);
  });
  document.addEventListener("keydown", () => { keyed = true; }, true);
  document.addEventListener("pointerdown", () => { keyed = false; }, true);

  // Messages on leaving a field
  const valueOf = field => inputs(field).map(input => input.value).join("\n");
  const mark = (field, html) => {
    const box = one(".aw-error", field);
    box.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    const message = text(box);
    if (!message) box.replaceChildren();
    for (const element of [field.firstElementChild, ...inputs(field)]) {
      for (const name of WRONG) if (element.classList.contains(name.slice(0, -7))) element.classList.toggle(name, message !== "");
    }
    for (const input of inputs(field)) {
      if (message) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    if (message) say(nameOf(field) + ": " + message);
  };
  const leave = (field, form) => {
    const value = valueOf(field), id = field.id.replace(/(^|\/)w-/, "$1");
    const known = checked.get(field) ?? inputs(field).map(input => input.defaultValue).join("\n");
    if (value === known) return;
    checked.set(field, value);
    if (!value.trim()) return mark(field, "");
    const body = new URLSearchParams();
    for (const [name, entry] of new FormData(form)) if (typeof entry === "string") body.append(name, entry);
    body.append("_blick", id);
    fetch(form.getAttribute("hx-post"), {method: "POST", body, headers: {"HX-Request": "true", "X-Blick": id}, signal: AbortSignal.timeout(10000)})
      .then(answer => answer.ok && answer.headers.has("X-Blick") ? answer.text() : null)
      .then(html => { if (html !== null && field.isConnected && valueOf(field) === value) mark(field, html); })
      .catch(() => checked.delete(field));
  };
  document.addEventListener("focusout", ({target, relatedTarget}) => {
    const field = target.closest("[data-field]"), form = target.closest("form[hx-post]");
    if (field && form && listed(field, "leave") && !field.contains(relatedTarget) && relatedTarget?.type !== "submit") leave(field, form);
  });

  // The same draft in another window
  const others = new Map(), me = crypto.getRandomValues(new Uint32Array(2)).join("-");
  let channel;
  const warn = () => {
    const there = one("#fensterhinweis"), body = one(".aw-wizard__body");
    if (!others.size) return there?.remove();
    if (there || !body) return;
    body.prepend(one("#fenster").content.firstElementChild.cloneNode(true));
    say(text(one("#fenster-titel")));
  };
  const heard = ({data: {from, what}}) => {
    clearTimeout(others.get(from));
    // A window that goes on to its next page is back in a moment.
    if (what === "leaves") return others.set(from, setTimeout(() => { others.delete(from); warn(); }, 3000));
    others.set(from, 0);
    if (what === "opens" && one(".aw-wizard__body")) channel.postMessage({from: me, what: "stays"});
    warn();
  };
  const listen = () => {
    const draft = location.pathname.match(/^\/antrag\/([^/]+)\//)?.[1];
    if (!draft || !window.BroadcastChannel) return;
    channel = new BroadcastChannel("aw-" + draft);
    channel.onmessage = heard;
    if (one(".aw-wizard__body")) channel.postMessage({from: me, what: "opens"});
  };
  window.addEventListener("pagehide", () => { channel?.postMessage({from: me, what: "leaves"}); channel?.close(); });
  window.addEventListener("pageshow", ({persisted}) => { if (persisted) listen(); });

  // Sending
  document.addEventListener("submit", event => {
    submitter = event.submitter;
    // Only the browser itself sends where on a picture somebody clicked; another language or revision changes the
    // whole document.
    if (submitter?.type === "image" || /^_(sprache|neu_laden)$/.test(submitter?.name)) return event.stopImmediatePropagation();
    left = submitter?.closest("[data-field]")?.dataset.field || "";
    clearTimeout(timer);
    one("#felder")?.dispatchEvent(new CustomEvent("htmx:abort"));
  }, true);
  document.addEventListener("htmx:config:request", ({detail: {ctx}}) => {
    const body = ctx.request.body, files = [...body].filter(([, value]) => value instanceof File);
    if (ctx.sourceElement.id === "felder") for (const [name] of files) body.delete(name);
    else if (files.some(([, file]) => file.size)) ctx.request.timeout = UPLOAD_TIMEOUT;
  });
  document.addEventListener("htmx:before:request", ({detail: {ctx}}) => {
    if (ctx.sourceElement.matches("form")) busy = setTimeout(() => say(one("#ansage").dataset.sending), BUSY);
  });
  document.addEventListener("htmx:finally:request", () => clearTimeout(busy));

  // What came back
  const complain = (form, words) => {
    one("#netzhinweis")?.remove();
    const notice = one("#netz").content.firstElementChild.cloneNode(true);
    if (words.title) one("#netz-titel", notice).textContent = words.title;
    if (words.text) one("[data-text]", notice).textContent = words.text;
    if (words.refused) {
      one("[data-neu]", notice).hidden = false;
      one("[data-neu] a", notice).href = location.pathname;
    }
    one(":scope > .aw-actions", form).before(notice);
    focus(notice);
    notice.scrollIntoView({block: "nearest"});
  };
  const wordsOf = html => {
    const page = new DOMParser().parseFromString(html, "text/html");
    return {title: text(one("#inhalt h1", page)), text: text(one("#inhalt [data-text]", page))};
  };
  document.addEventListener("htmx:error", ({detail: {ctx}}) => {
    if (ctx?.sourceElement?.matches("form.aw-form")) complain(ctx.sourceElement, {});
  });
  document.addEventListener("htmx:before:swap", event => {
    const {ctx} = event.detail;
    if (ctx.response.status < 400 || ctx.text.includes('id="felder"')) return;
    event.preventDefault();
    if (ctx.sourceElement.matches("form.aw-form")) complain(ctx.sourceElement, {...wordsOf(ctx.text), refused: ctx.response.status < 500});
  });
  // A field that has just got a new part says where to go on.
  const fieldLeft = () => one(`[data-field="${CSS.escape(left)}"] [autofocus]`) || document.getElementById("f-" + left);
  const land = () => {
    for (const input of all("input[type=file]")) input.value = "";
    const moved = path !== location.pathname;
    path = location.pathname;
    if (moved) window.scrollTo(0, 0);
    const asked = one("#felder")?.dataset.fokus;
    const target = one("#fehlerliste") || (asked && document.getElementById(asked)) || (moved ? one("h1") : one("#hinweis") || left && fieldLeft());
    focus(target || null);
  };
  document.addEventListener("htmx:after:swap", ({detail: {ctx}}) => {
    if (ctx.target?.id !== "inhalt") return;
    ready();
    warn();
    if (ctx.sourceElement.id === "felder") return compare();
    land();
    shown = visible();
  });
  document.addEventListener("click", ({target}) => {
    if (target.closest("[data-drucken]")) window.print();
    if (!target.closest("[data-erneut]")) return;
    const form = target.closest("form");
    form.requestSubmit(submitter?.form === form ? submitter : null);
  });
  const ready = () => { for (const button of all("[data-drucken]")) button.hidden = false; };
  const start = () => { shown = visible(); ready(); listen(); };
  document.addEventListener("DOMContentLoaded", start);
})();

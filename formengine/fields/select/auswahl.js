/* Makes a long list searchable: a text box that narrows the list down (the combobox pattern of ARIA). The list itself
   stays and keeps the answer; without this script, people use it as it is. */

(() => {
  "use strict";

  const MOST = 100, PAUSE = 500, SPOKEN = 700;
  const LETTERS = {ð: "d", đ: "d", ħ: "h", ı: "i", ĸ: "k", ł: "l", ŧ: "t", ƈ: "c", ǥ: "g", ə: "e", ɨ: "i", ʒ: "z", ŋ: "n",
    ß: "ss", æ: "ae", ø: "o", þ: "th", ĳ: "ij", ŀ: "l", ŉ: "n", œ: "oe"};
  const GERMAN = {ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa"};
  const mapped = (text, table) => [...text].map(letter => table[letter] ?? letter).join("");
  const plain = text => mapped(text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(), LETTERS)
    .replace(/[^0-9a-z\u0370-\u03ff\u0400-\u04ff]+/g, " ").trim();
  const german = text => plain(mapped(text.normalize("NFC").toLowerCase(), GERMAN));

  const fetched = new Map(), unsettled = new Map();
  let returning = null;

  const made = (tag, attributes) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  function start(box) {
    const select = box.querySelector("select"), source = box.dataset.quelle, own = box.querySelector("input");
    const input = own || made("input", {type: "text", class: "kern-form-input__input", id: select.id + ":eingabe", autocomplete: "off", spellcheck: "false"});
    const list = made("ul", {class: "aw-hits", id: select.id + ":liste", role: "listbox", hidden: ""});
    const spoken = made("div", {class: "kern-sr-only", role: "status"});
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    let entries = source ? [] : entriesOf([...select.options].map(option => [option.value, option.text]));
    let hits = [], active = -1, committed = select.value, pause;

    const chosen = () => select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "";
    const isOpen = () => !list.hidden;
    const say = (words, wait = SPOKEN) => {
      clearTimeout(pause);
      pause = setTimeout(() => { spoken.textContent = words; }, wait);
    };

    function entriesOf(pairs) {
      return pairs.filter(([value]) => value).map(([value, title]) => ({value, title, keys: [plain(title), german(title)]}));
    }

    async function load() {
      if (!source || entries.length) return;
      if (!fetched.has(source)) fetched.set(source, fetch(source).then(answer => answer.ok ? answer.json() : []));
      try {
        entries = entriesOf(await fetched.get(source));
        if (document.activeElement === input && input.value !== chosen()) open(input.value);
      } catch {
        fetched.delete(source);
      }
    }

    function found(text) {
      const wanted = plain(text);
      if (!wanted) return entries;
      const all = entries.filter(entry => entry.keys.some(key => key.includes(wanted)));
      const first = entry => entry.keys.some(key => key.startsWith(wanted));
      return [...all.filter(first), ...all.filter(entry => !first(entry))];
    }

    function open(text) {
      const all = found(text);
      hits = all.slice(0, MOST);
      list.replaceChildren(...hits.map((entry, i) => {
        const item = made("li", {id: `${list.id}:${i}`, role: "option", "aria-selected": String(entry.value === select.value)});
        item.textContent = entry.title;
        return item;
      }));
      list.hidden = hits.length === 0;
      input.setAttribute("aria-expanded", String(hits.length > 0));
      const words = all.length > MOST ? box.dataset.mehr : all.length === 1 ? box.dataset.eins : all.length ? box.dataset.viele : box.dataset.keine;
      say(words.replace("{number}", all.length).replace("{most}", MOST));
      point(-1);
    }

    function close() {
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      point(-1);
    }

    function point(i) {
      active = i;
      [...list.children].forEach((item, j) => item.classList.toggle("aw-hits__active", i === j));
      if (i < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[i].id);
      list.children[i].scrollIntoView({block: "nearest"});
    }

    function move(step) {
      if (!isOpen()) {
        open(input.value === chosen() ? "" : input.value);
        const at = hits.findIndex(entry => entry.value === select.value);
        if (hits.length) point(at >= 0 ? at : step > 0 ? 0 : hits.length - 1);
      } else point((active + step + hits.length + (active < 0 && step < 0 ? 1 : 0)) % hits.length);
    }

    function choose(entry) {
      if (![...select.options].some(option => option.value === entry.value)) select.add(new Option(entry.title, entry.value));
      select.value = entry.value;
      input.value = entry.title;
      unsettled.delete(select.id);
      close();
      commit();
    }

    function commit() {
      if (select.value === committed) return;
      committed = select.value;
      select.dispatchEvent(new Event("change", {bubbles: true}));
    }

    /* On leaving: a whole title counts as chosen; anything else stays to be seen, and nothing is chosen. */
    function settle() {
      const wanted = new Set([plain(input.value), german(input.value)]);
      const same = entries.filter(entry => entry.keys.some(key => wanted.has(key)));
      close();
      if (input.value === chosen()) return commit();
      if (same.length === 1) return choose(same[0]);
      select.value = "";
      if (input.value.trim()) {
        unsettled.set(select.id, input.value);
        say(box.dataset.offen, PAUSE);
      }
      commit();
    }

    for (const name of ["aria-describedby", "aria-required", "aria-invalid"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    input.classList.toggle("kern-form-input__input--error", select.hasAttribute("aria-invalid"));
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id], ["autocapitalize", "none"]]) input.setAttribute(name, value);
    list.setAttribute("aria-label", label?.firstChild.textContent.trim() || "");
    if (!own && label) label.htmlFor = input.id;
    input.value = chosen() || unsettled.get(select.id) || input.value;
    select.classList.add("aw-enter");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    select.onfocus = () => input.focus();
    /* A browser that fills in forms chooses in the list itself. */
    select.onchange = () => {
      if (select.value === committed) return;
      committed = select.value;
      input.value = chosen();
    };
    box.classList.add("aw-search--open");
    if (!own) select.before(input);
    input.after(list, spoken);

    input.addEventListener("focus", load);
    input.addEventListener("click", () => isOpen() ? close() : open(input.value === chosen() ? "" : input.value));
    input.addEventListener("input", () => {
      unsettled.set(select.id, input.value);
      open(input.value);
    });
    input.addEventListener("change", event => event.stopPropagation());
    input.addEventListener("blur", () => { if (input.isConnected) settle(); });
    input.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.isComposing) return;
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp" && event.altKey) close();
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Enter" && isOpen()) active >= 0 ? choose(hits[active]) : settle();
      else if (event.key === "Escape" && isOpen()) close();
      else if (event.key === "Tab" && active >= 0) return choose(hits[active]);
      else return;
      event.preventDefault();
    });
    list.addEventListener("pointerdown", event => event.preventDefault());
    list.addEventListener("mousedown", event => event.preventDefault());
    list.addEventListener("click", ({target}) => {
      const item = target.closest("[role=option]");
      if (item) choose(hits[[...list.children].indexOf(item)]);
    });
    if (returning === select.id) {
      returning = null;
      input.focus({preventScroll: true});
    }
  }

  const startAll = () => {
    for (const box of document.querySelectorAll("[data-auswahl]:not(:has([role=combobox]))")) {
      if (!box.querySelector("select").disabled) start(box);
    }
  };

  /* A page that is refreshed in place comes back as the server made it: the focus stays where it was. */
  document.addEventListener("htmx:before:swap", ({detail: {ctx}}) => {
    const input = document.activeElement;
    const select = input?.getAttribute("role") === "combobox" && input.closest("[data-auswahl]")?.querySelector("select");
    returning = select && ctx.sourceElement.id === "felder" ? select.id : null;
  });
  new MutationObserver(startAll).observe(document.documentElement, {childList: true, subtree: true});
  startAll();
})();

() => {
  const aw = window.__aw;
  let wanted, before, seen, start;
  const itemsOf = list => [...document.querySelectorAll(`input[type=hidden][name="${CSS.escape(list)}"]`)].map(input => input.value);
  // `#0/name` is in the first item of its list, whatever that is called here.
  const named = name => {
    const parts = name.split("/"), last = parts.pop();
    let ways = [["", ""]];
    for (const part of parts)
      ways = ways.flatMap(([here, there]) => part[0] !== "#" ? [[`${here}${part}/`, `${there}${part}/`]]
        : Object.keys(wanted.items).filter(list => list.slice(0, list.lastIndexOf("/") + 1) === there)
          .map(list => itemsOf(here + list.slice(there.length))[Number(part.slice(1))]).filter(Boolean).map(id => [`${here}${id}/`, `${there}${part}/`]));
    return ways.map(([here]) => here + last);
  };
  const valuesOf = name => {
    for (const [key, values] of Object.entries(wanted.raw)) if (named(key).includes(name)) return values;
    return undefined;
  };
  const fileKey = name => wanted.files.find(key => named(key).includes(name));
  const group = field => [...document.querySelectorAll(`input[name="${CSS.escape(field.name)}"]`)].filter(one => one.type === field.type);
  const done = (field, values) => {
    if (field.type === "checkbox") return field.checked === values.includes(field.value);
    if (field.type === "radio") return !values[0] || group(field).some(one => one.checked && one.value === values[0]) || !group(field).some(one => one.value === values[0]);
    return field.value === (values[0] ?? "");
  };
  const search = field => field.getAttribute("role") === "combobox" && !field.matches("select") ? field.closest("[data-field], p, div")?.parentElement?.querySelector("select[name]") || field.closest("[data-field]")?.querySelector("select[name]") : null;
  const stored = field => (field.closest("[data-field]")?.querySelectorAll("[name=_entfernen]").length || 0) + (field.files?.length || 0);
  const visible = field => field.checkVisibility({visibilityProperty: true}) && !field.disabled && !field.readOnly;
  const open = () => {
    const found = [];
    for (const field of aw.fields()) {
      if (!field.name || !visible(field)) continue;
      if (field.type === "file") { if (fileKey(field.name) && !stored(field)) found.push(field); continue; }
      const values = valuesOf(field.name);
      if (values && !done(field, values)) found.push(field);
    }
    return found;
  };
  const addFor = () => Object.entries(wanted.items).flatMap(([list, count]) => named(list).filter(name => itemsOf(name).length < count))[0];
  const leads = node => node.matches("button, input") && (node.type === "submit" || node.type === "image") && node.form && node.form.closest("main") && !node.formNoValidate && !node.closest("[data-field]") && aw.seen(node);
  aw.play = {
    start: what => { wanted = what; seen = new Set(); start = null; aw.play.top(); },
    top: () => { start = null; document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); },
    here: () => {
      const at = document.activeElement;
      if (!at || at === document.body || at === document.documentElement || at === start) return {do: "round"};
      start ??= at;
      aw.forget();
      const text = aw.nameOf(at), place = aw.place(at), key = `${at.name || ""} ${at.type === "checkbox" ? at.value : ""} ${at.id}`.trim();
      if (at.matches("summary")) {
        const details = at.parentElement, inside = [...details.querySelectorAll("input, select, textarea")].some(field => { const values = field.name && valuesOf(field.name); return values && values[0] && !done(field, values); });
        return inside && !details.open ? {do: "press", press: "Enter", times: 1, key: "auf " + text} : {do: "none"};
      }
      const list = addFor();
      if (list && at.name === "_liste" && at.value === `add:${list}`) return {do: "send", text, place, key};
      const hidden = search(at);
      if (hidden) {
        const values = valuesOf(hidden.name), option = values && [...hidden.options].find(one => one.value === values[0]);
        return option && hidden.value !== values[0] ? {do: "search", text: option.text.trim(), key} : {do: "none"};
      }
      if (at.type === "file" && fileKey(at.name) && !stored(at)) return {do: "files", key: fileKey(at.name)};
      if (at.matches("input, select, textarea") && at.name && !["submit", "image", "button", "file"].includes(at.type)) {
        const values = valuesOf(at.name);
        if (!values || done(at, values) || at.readOnly) return {do: "none"};
        if (at.type === "checkbox") return {do: "press", press: "Space", times: 1, key};
        if (at.type === "radio") {
          const all = group(at).filter(one => !one.disabled && one.checkVisibility()), goal = all.findIndex(one => one.value === values[0]), now = all.indexOf(at);
          if (!all.some(one => one.checked)) return {do: "press", press: "Space", times: 1, key: key + " leer"};
          return {do: "press", press: goal > now ? "ArrowDown" : "ArrowUp", times: Math.abs(goal - now), key};
        }
        if (at.matches("select")) {
          const goal = [...at.options].findIndex(one => one.value === values[0]), now = at.selectedIndex;
          return goal < 0 ? {do: "none"} : {do: "press", press: goal > now ? "ArrowDown" : "ArrowUp", times: Math.abs(goal - now), key};
        }
        if (at.type === "date") { const [y, m, d] = (values[0] || "").split("-"); seen.has(at) ? seen.delete(at) : seen.add(at); return {do: "type", text: seen.has(at) ? `${d}${m}${y}` : `${m}${d}${y}`, key}; }
        return {do: "type", text: values[0] ?? "", key};
      }
      if (leads(at) && !list && !open().length) return {do: "send", text, place, key};
      return {do: "none"};
    },
    left: () => {
      const fields = open().map(field => ({name: aw.nameOf(field), place: aw.place(field)}));
      const list = addFor();
      return list ? [...fields, {name: "Eintrag hinzufügen", place: null}] : fields;
    },
    leaving: () => { before = {url: location.href, words: aw.words(document.querySelector("h1")), form: document.querySelector("main form")?.outerHTML.length}; },
    left_page: () => !document.querySelector(".htmx-request") && (location.href !== before.url || aw.words(document.querySelector("h1")) !== before.words || document.querySelector("main form")?.outerHTML.length !== before.form),
  };
}

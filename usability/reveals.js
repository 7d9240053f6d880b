() => {
  const aw = window.__aw;
  const live = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output";
  const visible = () => new Set(aw.fields().filter(field => field.checkVisibility({visibilityProperty: true})).map(field => field.name || field.id));
  const said = [];
  const heard = changes => {
    for (const {target} of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
      if (region && aw.words(region)) said.push(aw.words(region));
    }
  };
  new MutationObserver(heard).observe(document.documentElement, {subtree: true, childList: true, characterData: true});
  const groups = () => {
    const found = new Map();
    for (const field of aw.fields()) {
      if (field.disabled || !field.matches("input[type=radio], input[type=checkbox], select") || !field.checkVisibility()) continue;
      const key = field.type === "radio" ? field.name : field;
      found.set(key, [...(found.get(key) || []), field]);
    }
    return [...found.values()];
  };
  const change = field => field.dispatchEvent(new Event("change", {bubbles: true}));
  // Each answer once, without waiting: which of them brings up fields at once.
  const trials = group => {
    const [first] = group, found = [];
    const attempt = (act, back, how) => {
      const before = visible();
      act();
      const came = [...visible()].filter(name => !before.has(name));
      back();
      if (came.length) found.push(how);
    };
    if (first.matches("select")) {
      const start = first.selectedIndex;
      [...first.options].slice(0, 30).forEach((option, index) => {
        if (index > start) attempt(() => { first.selectedIndex = index; change(first); }, () => { first.selectedIndex = start; change(first); }, {field: first, press: "ArrowDown", times: index - start});
      });
    } else if (first.type === "checkbox") {
      if (!first.checked) attempt(() => { first.checked = true; change(first); }, () => { first.checked = false; change(first); }, {field: first, press: "Space", times: 1});
    } else {
      const start = group.find(one => one.checked);
      group.forEach((one, index) => {
        if (!one.checked) attempt(() => { one.checked = true; change(one); }, () => { one.checked = false; if (start) { start.checked = true; change(start); } },
          index ? {field: group[index - 1], press: "ArrowDown", times: 1, before: group[index - 1]} : {field: one, press: "Space", times: 1});
      });
    }
    return found.slice(0, 1);
  };
  // What the server brings up after an answer is known by the questions that the page sends on their own.
  const asked = group => {
    const form = group[0].closest("form[data-refresh]"), own = group[0].closest("[data-field]");
    if (!form || !own || !form.dataset.refresh.split(" ").includes(own.dataset.field)) return [];
    return group[0].type === "radio" ? [{field: group[0], press: "Space", times: 1}] : [];
  };
  let list = [], before, at, mark, clock;
  aw.reveals = {
    list: () => {
      list = groups().flatMap(group => { const now = trials(group); return now.length ? now : asked(group); });
      return list.length;
    },
    begin: number => {
      const how = list[number], again = how.field.isConnected ? how.field : document.getElementById(how.field.id);
      if (how.before) { const one = document.getElementById(how.before.id) || how.before; one.checked = true; }
      before = visible();
      again?.focus();
      said.length = 0;
      clock = performance.now();
      at = document.activeElement;
      mark = {name: at?.name, id: at?.id, place: again ? aw.place(again) : null, text: again ? aw.nameOf(again) : ""};
      return {press: how.press, times: how.times};
    },
    settled: most => (said.length > 0 && [...visible()].some(name => !before.has(name))) || performance.now() - clock > most,
    end: () => {
      const came = [...visible()].filter(name => !before.has(name)), now = document.activeElement;
      if (!came.length) return null;
      const stayed = now === at || (now?.name && now.name === mark.name) || (now?.id && now.id === mark.id);
      return {place: mark.place, name: mark.text, stayed: Boolean(stayed), where: now && now !== document.body ? aw.nameOf(now) : "", said: said.length > 0, fields: came.length};
    },
  };
}

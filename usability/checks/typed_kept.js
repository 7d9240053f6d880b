() => {
  const {fields, is, name} = window.__aw.read;
  const free = field => field.matches("textarea") || is(field, "text", "search", "tel", "email", "url", "number") && !field.hasAttribute("role");
  window.__aw.kept = {
    // Nobody is called this, so every field that looks at what it holds refuses it.
    type: () => fields().filter(field => free(field) && !field.disabled && !field.readOnly && field.name && !field.list).map(field => {
      const value = is(field, "number") ? "-7" : "§1?".slice(0, field.maxLength > 0 ? field.maxLength : 3);
      field.value = value;
      // Whatever the server sends instead does not have this mark.
      field.dataset.awGesendet = "";
      return {name: field.name, value};
    }),
    // Nothing to say where the page was accepted; fields that went with an answer are not missed.
    missing: typed => {
      const all = fields();
      const there = typed.map(one => ({...one, field: all.find(field => field.name === one.name)})).filter(one => one.field);
      if (!there.length || !document.querySelector("main [aria-invalid=true], main [role=alert]")) return null;
      return there.filter(one => one.field.value !== one.value && one.field.value.replace(/\s+/g, "") !== one.value)
        .map(one => ({place: window.__aw.place(one.field), message: `In „${name(one.field)}“ stand „${one.value}“. Nach dem Absenden steht dort ${one.field.value ? `„${one.field.value}“` : "nichts mehr"}.`}));
    },
  };
}

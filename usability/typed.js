(() => {
  const kinds = ["checkbox", "radio", "button", "submit", "reset", "image", "file", "hidden", "select-one", "select-multiple"];
  const tell = field => {
    if (!field || !window.__awTyped || kinds.includes(field.type)) return;
    const text = "value" in field ? field.value : field.isContentEditable ? field.textContent : "";
    if (typeof text === "string" && text.trim()) window.__awTyped(text);
  };
  for (const kind of ["change", "focusout"]) addEventListener(kind, event => tell(event.target), true);
  addEventListener("submit", event => [...event.target.elements].forEach(tell), true);
})();

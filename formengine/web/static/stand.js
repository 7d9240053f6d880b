// Follows the revision that the room is shown: asks every two seconds, loads it where nothing was typed, else says so.
(() => {
  "use strict";
  const EVERY = 2000;
  const one = (selector, root = document) => root.querySelector(selector);
  const isTyped = input => {
    if (input.type === "hidden" || input.type === "submit" || input.type === "image") return false;
    if (input.type === "checkbox" || input.type === "radio") return input.checked !== input.defaultChecked;
    if (input.matches("select")) return input.selectedIndex !== Math.max(0, [...input.options].findIndex(option => option.defaultSelected));
    return input.type === "file" ? input.files.length > 0 : input.value !== input.defaultValue;
  };
  const tell = place => {
    if (place.childElementCount) return;
    const notice = one("#stand-neu").content.cloneNode(true);
    one("button", notice).setAttribute("form", one("form.aw-form").id);
    place.append(notice);
  };
  // A draft that cannot move is loaded once for each revision, not every two seconds.
  const isFirst = revision => {
    try {
      if (sessionStorage.getItem("aw-stand") === revision) return false;
      sessionStorage.setItem("aw-stand", revision);
    } catch {
      return false;
    }
    return true;
  };
  const ask = async () => {
    const place = one("#stand"), form = one("form.aw-form"), known = form?.elements._fassung?.value;
    if (!place || !known || document.hidden || form.classList.contains("htmx-request")) return;
    const headers = {"If-None-Match": `"${known}"`};
    let answer;
    try {
      answer = await fetch(place.dataset.stand, {headers, cache: "no-store", signal: AbortSignal.timeout(10000)});
    } catch { return; }
    if (answer.status !== 204 || !place.isConnected || form.classList.contains("htmx-request")) return;
    if ([...form.elements].some(input => input.matches("input, select, textarea") && isTyped(input)) || one("#fehlerliste")) tell(place);
    else if (isFirst(answer.headers.get("ETag"))) location.reload();
  };
  const next = () => setTimeout(async () => { await ask(); next(); }, EVERY);
  next();
})();

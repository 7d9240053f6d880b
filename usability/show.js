async ([url, button]) => {
  const read = async response => new DOMParser().parseFromString(await response.text(), "text/html");
  const show = async (page, address) => {
    history.replaceState(null, "", address);
    document.replaceChild(document.adoptNode(page.documentElement), document.documentElement);
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
    await Promise.all(sheets.map(link => link.sheet || new Promise(done => {
      link.addEventListener("load", done, {once: true});
      link.addEventListener("error", done, {once: true});
    })));
    document.activeElement?.blur?.();
    scrollTo(0, 0);
  };
  let response = await fetch(url);
  await show(await read(response), response.url);
  const pressed = button && document.querySelector(`main form button[name="${button}"]`);
  if (pressed) {
    const form = pressed.form;
    const body = new FormData(form);
    body.append(button, "1");
    const sent = form.enctype === "multipart/form-data" ? body : new URLSearchParams(body);
    response = await fetch(form.action, {method: "POST", body: sent});
    await show(await read(response), response.url);
  }
  return [response.status, response.url];
}

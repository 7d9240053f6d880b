() => {
  const {name, spot} = window.__aw.read;
  // Numbers of drafts and items differ from person to person; ours may happen to have no digit.
  const number = (part, before) => before === "antrag" || (/\d/.test(part) && (/\d{4}/.test(part) || /[a-z]/i.test(part)));
  const target = link => {
    const url = new URL(link.href, document.baseURI);
    const path = url.pathname.split("/").map((part, i, parts) => number(part, parts[i - 1]) ? "*" : part).join("/");
    return (["http:", "https:"].includes(url.protocol) ? (url.origin === location.origin || location.protocol === "about:" ? "" : url.origin) + path : url.protocol + path) + url.hash;
  };
  const help = /\b(hilfe|kontakt|ansprech\w*|support|chat|fragen|rückruf|telefon|115)\b/i;
  const regions = {};
  const add = (region, link) => {
    const there = regions[region] ??= [], to = target(link);
    if (!there.some(one => one.target === to)) there.push({name: name(link), target: to, place: spot(link)});
  };
  for (const link of document.querySelectorAll("a[href]")) {
    if (!link.checkVisibility()) continue;
    if (link.closest("header") && !link.closest("main")) add("header", link);
    else if (link.closest("footer") && !link.closest("main")) add("footer", link);
    else if (link.closest("nav")) add("nav", link);
    if (!link.closest("main") && (help.test(name(link)) || /^(tel|mailto):/.test(link.protocol))) add("help", link);
  }
  return {regions};
}

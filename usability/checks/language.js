() => {
  const {clean, text} = window.__aw.read;
  const often = {
    de: "der die das und ist nicht ein eine sie ich wir ihr ihre ihren zu mit von für auf den dem des im am an oder wenn werden wird sind haben hat kann können bitte auch nur noch hier wie was bei nach aus über unter zum zur es dass als sich keine kein diese dieser dieses",
    en: "the and is not you your we our to with of for on or if will are have has can please also only here how what at from this that be it no an as by do more",
    fr: "le la les et est pas vous votre nous pour avec dans sur ou si sont une des du au aux que qui ce cette plus par en il elle être avoir",
    es: "el los las y es usted su nosotros para con sobre o son una del al que este esta más por en lo se como",
    it: "il gli e è non lei suo noi per con su o sono una del della al che questo questa più di da si come",
    tr: "ve bir bu için ile olan değil siz lütfen daha ne gibi var yok olarak veya sizin",
    pl: "i jest nie pan pani dla z na lub są że to w do się jak od przez proszę oraz",
    nl: "de het en is niet u uw wij voor met op of zijn een van te dat deze meer aan bij naar",
  };
  // A single letter is a word in some languages, and a mark or a count in all.
  const sets = Object.fromEntries(Object.entries(often).map(([lang, words]) => [lang, new Set(words.split(" ").filter(word => word.length > 1))]));
  const names = {en: "Englisch", fr: "Französisch", es: "Spanisch", it: "Italienisch", tr: "Türkisch", pl: "Polnisch", nl: "Niederländisch", de: "Deutsch"};
  const self = new Set(["english", "français", "español", "italiano", "türkçe", "polski", "nederlands", "deutsch", "українська", "русский", "العربية"]);
  const hits = words => Object.fromEntries(Object.entries(sets).map(([lang, set]) => [lang, words.filter(word => set.has(word)).length]));
  const split = said => said.toLowerCase().match(/(?<![\p{L}\d])\p{L}+(?:-\p{L}+)*(?![\p{L}\d])/gu) || [];
  const best = (counted, not) => Object.entries(counted).filter(([lang]) => lang !== not).sort((a, b) => b[1] - a[1])[0];
  const found = [];
  const root = document.documentElement, lang = clean(root.lang);
  const at = (node, message, key, unsure = false) => found.push({place: node ? window.__aw.place(node) : undefined, message, key, unsure});
  const valid = tag => /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag);
  if (!lang) at(null, "Der Seite fehlt lang: Niemand erfährt, in welcher Sprache sie ist.", "seite");
  else if (!valid(lang)) at(null, `lang="${lang}" ist keine Sprache.`, "seite");
  const primary = lang.toLowerCase().split("-")[0];
  const whole = split(text(window.__aw.read.main()));
  const counted = hits(whole);
  const [likely, count] = best(counted, "");
  if (lang && valid(lang) && sets[primary] && likely !== primary && count >= 8 && count > 3 * counted[primary])
    at(null, `Die Seite gibt sich als „${lang}“ aus, ihr Text ist aber ${names[likely]}.`, "seite");
  const direct = node => [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim());
  // A passage is whatever has words of its own and stands in none; what is told apart inside is judged by itself.
  const blocks = [...document.body.querySelectorAll("*")].filter(node => direct(node) && (node.hasAttribute("lang") || node.matches("a, option, button") || !direct(node.parentElement)));
  const wordsOf = node => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll("[lang], script, style").forEach(part => part.remove());
    return text(copy);
  };
  const seen = new Set();
  for (const node of blocks) {
    if (node.closest("code, pre, script, style, [translate=no], address") || !(node.matches("option") || node.checkVisibility())) continue;
    const said = wordsOf(node), tongue = (node.closest("[lang]")?.lang || "").toLowerCase().split("-")[0];
    if (!said || seen.has(said)) continue;
    seen.add(said);
    const words = split(said);
    const strange = (said.match(/[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Han}\p{Script=Greek}\p{Script=Hiragana}\p{Script=Katakana}]/gu) || []).length;
    if (strange >= 3 && (sets[tongue] || !tongue)) { at(node, `„${said.slice(0, 60)}“ ist in einer anderen Schrift und Sprache, ohne dass lang es sagt.`, `schrift-${words[0]}`); continue; }
    if (!sets[tongue] || tongue !== primary && !node.hasAttribute("lang")) continue;
    if (self.has(said.toLowerCase()) && said.toLowerCase() !== {de: "deutsch", en: "english"}[tongue] && node.matches("a, option, button")) { at(node, `„${said}“ steht da in seiner eigenen Sprache, ohne dass lang es sagt.`, `name-${words[0]}`, true); continue; }
    const told = hits(words), [other, many] = best(told, tongue);
    if (told[tongue] > 0 || words.length < 4) continue;
    const key = words.slice(0, 3).join("-");
    if (many >= 3 && words.length >= 6) at(node, `„${said.slice(0, 60)}“ ist ${names[other]}, ohne dass lang es sagt.`, key);
    else if (many >= 2) at(node, `„${said.slice(0, 60)}“ ist vielleicht ${names[other]}.`, key, true);
  }
  return {applies: true, found};
}

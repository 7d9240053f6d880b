async most => {
  const reader = window.__vsr;
  // What is sent is said by no screen reader; the reader here would say it behind the name.
  const sent = "button[value], option[value]:not([value='']), input:is([type=radio], [type=checkbox])[value]";
  for (const node of document.querySelectorAll(sent)) node.removeAttribute("value");
  await reader.start({container: document.body});
  try {
    for (let n = 0; n < most && !/^end of document/.test(await reader.lastSpokenPhrase()); n += 1) await reader.next();
    return await reader.spokenPhraseLog();
  } finally {
    await reader.stop();
  }
}

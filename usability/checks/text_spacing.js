() => {
  const aw = window.__aw;
  return {applies: aw.texts().length > 0, found: aw.spoilt("Mit größeren Abständen", aw.spoiltBefore)};
}

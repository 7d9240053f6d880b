async options => {
  try {
    const found = await axe.run(document, options);
    for (const list of ["violations", "incomplete"])
      for (const rule of found[list]) for (const node of rule.nodes) {
        const at = document.querySelector(node.target[0]);
        const box = at?.getBoundingClientRect();
        node.box = box ? [box.x + scrollX, box.y + scrollY, box.width, box.height] : null;
        node.around = at ? window.__aw.around(at) : "";
      }
    const brief = rules => rules.map(rule => ({id: rule.id}));
    return {found: {violations: found.violations, incomplete: found.incomplete, passes: brief(found.passes),
      inapplicable: brief(found.inapplicable), version: found.testEngine.version}};
  } catch (error) {
    return {error: String(error?.message ?? error)};
  }
}

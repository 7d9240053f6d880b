() => {
  const aw = window.__aw, kinds = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true], [popover]";
  const up = () => [...document.querySelectorAll(kinds)].find(node => node.checkVisibility({visibilityProperty: true, opacityProperty: true}) && node.getClientRects().length);
  let list = [], opener, dialog;
  const holds = node => Boolean(dialog && node && node !== document.body && (dialog.contains(node)));
  aw.dialogs = {
    // Only a page that has a dialog, or a button that says it opens one, is tried.
    list: () => {
      const says = "[aria-haspopup=dialog], [popovertarget], [commandfor]";
      if (!document.querySelector(`${kinds}, ${says}`) || up()) return 0;
      const buttons = [...document.querySelectorAll(`${says}, button:not([type=submit]), [type=submit]:not(form *), [role=button]`)];
      list = buttons.filter(node => node.checkVisibility() && !node.disabled && !(node.type === "submit" && node.form) && !node.closest(kinds));
      return list.length;
    },
    at: number => { opener = list[number]; dialog = null; opener.focus(); },
    opened: () => { const now = up(); dialog = now || dialog; return Boolean(now); },
    about: () => ({place: aw.place(opener), name: (dialog.getAttribute("aria-label") || aw.words(document.getElementById(dialog.getAttribute("aria-labelledby") || "")) || aw.words(dialog)).slice(0, 50),
      modal: dialog.matches(":modal, [aria-modal=true]"), controls: aw.controls().filter(node => dialog.contains(node)).length}),
    inside: () => holds(document.activeElement),
    // The browser's own buttons come after the last control of a modal dialog.
    nowhere: () => !document.activeElement || document.activeElement === document.body || document.activeElement === document.documentElement,
    enter: () => (aw.controls().find(node => dialog.contains(node)) || dialog).focus(),
    close: () => { if (dialog.close) dialog.close(); else if (dialog.hidePopover && dialog.matches(":popover-open")) dialog.hidePopover(); else dialog.hidden = true; },
    back: () => document.activeElement === opener,
  };
}

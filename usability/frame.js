([x, y, width, height]) => {
  const frame = document.createElement("div");
  frame.id = "aw-ausschnitt";
  frame.setAttribute("aria-hidden", "true");
  document.body.append(frame);
  Object.assign(frame.style, {position: "absolute", left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px`,
    boxSizing: "border-box", zIndex: 2147483647, pointerEvents: "none"});
  const box = frame.getBoundingClientRect();
  // A positioned body moves what is measured from the document.
  frame.style.left = `${2 * x - (box.x + scrollX)}px`;
  frame.style.top = `${2 * y - (box.y + scrollY)}px`;
}

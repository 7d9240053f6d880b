([x, y, w, h]) => {
  const mark = document.createElement("div");
  mark.id = "aw-marke";
  mark.setAttribute("aria-hidden", "true");
  document.body.append(mark);
  Object.assign(mark.style, {position: "absolute", left: `${x - 4}px`, top: `${y - 4}px`, width: `${w + 8}px`, height: `${h + 8}px`,
    outline: "4px solid #c00", outlineOffset: "0", boxSizing: "border-box", zIndex: 2147483647, pointerEvents: "none"});
}

/* Lets a point on a map be moved by click and by arrow keys. Without this script the picture is a button that posts where
   it was clicked, and the list and the numbers beside it do the same work; with it no request is needed to move the point. */

(() => {
  "use strict";

  const STEP = 10;
  const BIG_STEP = 100;
  const NEAR = 400;
  const AWAY = "-100";
  const PAUSE = 400;
  const ARROWS = {ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0]};

  const started = new WeakSet();

  function start(map) {
    const field = map.closest(".aw-field");
    const part = suffix => field.querySelector(`[name$=":${suffix}"]`);
    const [list, east, north] = ["ort", "e", "n"].map(part);
    if (list.disabled) return;
    const spoken = field.querySelector("[aria-live]");
    const marker = map.querySelector(".aw-karte__punkt");
    const edge = Object.fromEntries(["west", "east", "south", "north", "rows"].map(name => [name, Number(map.dataset[name])]));
    const places = [...list.options].filter(option => option.value).map(option => {
      const [e, n] = option.value.split(",").map(Number);
      return {e, n, name: option.textContent};
    });
    let pause;

    const point = () => {
      const [e, n] = [east, north].map(input => Number(input.value.trim().replace(",", ".") || NaN));
      return Number.isFinite(e) && Number.isFinite(n) ? {e, n} : null;
    };
    const inside = ({e, n}) => e >= edge.west && e <= edge.east && n >= edge.south && n <= edge.north;

    function words({e, n}) {
      const letters = map.dataset.columns;
      const column = Math.min(Math.floor((e - edge.west) * letters.length / (edge.east - edge.west)), letters.length - 1);
      const row = Math.min(Math.floor((edge.north - n) * edge.rows / (edge.north - edge.south)), edge.rows - 1);
      const where = inside({e, n}) ? map.dataset.square.replace("{square}", () => letters[column] + (row + 1)) : map.dataset.outside;
      const away = place => Math.hypot(place.e - e, place.n - n);
      const next = places.reduce((best, place) => away(place) < away(best) ? place : best);
      return away(next) <= NEAR ? map.dataset.near.replace("{where}", () => where).replace("{place}", () => next.name) : where;
    }

    function show() {
      const here = point();
      const shown = here && inside(here);
      const [width, height] = map.querySelector(".aw-karte__ebene").getAttribute("viewBox").split(" ").slice(2).map(Number);
      marker.setAttribute("x", shown ? (here.e - edge.west) * width / (edge.east - edge.west) : AWAY);
      marker.setAttribute("y", shown ? (edge.north - here.n) * height / (edge.north - edge.south) : AWAY);
      // A held arrow key would otherwise speak, and ask the server, at every step.
      clearTimeout(pause);
      pause = setTimeout(() => {
        spoken.textContent = here ? `${map.dataset.chosen} ${words(here)}` : map.dataset.empty;
      }, PAUSE);
    }

    function choose(e, n) {
      const whole = [[e, edge.west, edge.east], [n, edge.south, edge.north]];
      const [x, y] = whole.map(([value, least, most]) => Math.round(Math.min(Math.max(value, least), most)));
      [east.value, north.value] = [x, y];
      list.value = [...list.options].some(option => option.value === `${x},${y}`) ? `${x},${y}` : "";
      show();
    }

    function clear() {
      east.value = north.value = list.value = "";
      show();
    }

    for (const button of map.querySelectorAll("input[type=image]")) {
      // As a button it would also answer to Enter in any text box of the page.
      const picture = new Image(button.width, button.height);
      picture.className = button.className;
      picture.alt = "";
      picture.src = button.src;
      button.replaceWith(picture);
    }
    const keys = document.createElement("p");
    keys.className = "kern-hint";
    keys.id = `${list.id}:keys`;
    keys.textContent = map.dataset.keys;
    map.after(keys);
    map.tabIndex = 0;
    map.setAttribute("role", "application");
    map.setAttribute("aria-label", map.dataset.label);
    map.setAttribute("aria-describedby", `${keys.id} ${spoken.id}`);

    map.addEventListener("click", event => {
      const box = map.getBoundingClientRect();
      const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      choose(edge.west + x * (edge.east - edge.west), edge.north - y * (edge.north - edge.south));
    });
    map.addEventListener("keydown", event => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Delete") clear();
      else if (ARROWS[event.key]) {
        const [right, up] = ARROWS[event.key];
        const here = point() ?? {e: (edge.west + edge.east) / 2, n: (edge.south + edge.north) / 2};
        const step = event.shiftKey ? BIG_STEP : STEP;
        choose(here.e + right * step, here.n + up * step);
      } else return;
      event.preventDefault();
    });
    list.addEventListener("change", () => {
      const place = places.find(each => `${each.e},${each.n}` === list.value);
      if (place) choose(place.e, place.n);
      else clear();
    });
    for (const input of [east, north]) {
      input.addEventListener("change", () => {
        list.value = "";
        show();
      });
    }
  }

  function startAll() {
    for (const map of document.querySelectorAll("[data-karte]")) {
      if (!started.has(map)) {
        started.add(map);
        start(map);
      }
    }
  }

  // Pages are exchanged in place, by whatever means.
  new MutationObserver(startAll).observe(document.documentElement, {childList: true, subtree: true});
  startAll();
})();

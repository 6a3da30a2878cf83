/** A menu that opens at a button or at the pointer: arrow keys move, Esc closes. */

import { make } from "./element.js";
import { icon } from "./icon.js";

/** Opens a menu; `items` are {label, icon, act, danger}. */
export function openMenu(anchor, items, label) {
  const menu = make("div", { class: "popup", role: "menu", popover: "auto", "aria-label": label });
  for (const item of items.filter(Boolean)) {
    menu.append(make("button", {
      role: "menuitem", type: "button", tabindex: -1, class: item.danger ? "danger" : null,
      onclick: () => {
        menu.hidePopover();
        item.act();
      },
    }, item.icon && icon(item.icon), make("span", {}, item.label), item.hint && make("small", {}, item.hint)));
  }
  menu.addEventListener("keydown", (event) => move(event, [...menu.children]));
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  (document.getElementById("phones") ?? document.body).append(menu);
  menu.showPopover();
  place(menu, anchor);
  menu.firstElementChild?.focus();
}

function move(event, items) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[(to + items.length) % items.length].focus();
}

function place(menu, anchor) {
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(box.left, innerWidth - width - 8);
  const below = box.bottom + 4;
  const top = below + height > innerHeight - 8 ? Math.max(box.top - height - 4, 8) : below;
  menu.style.setProperty("left", `${Math.max(left, 8)}px`);
  menu.style.setProperty("top", `${top}px`);
}

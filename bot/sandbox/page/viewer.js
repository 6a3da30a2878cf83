/** Looking at a paper or at pictures, over everything else. */

import { ask } from "./dialog.js";
import { make, put } from "./element.js";
import { icon } from "./icon.js";
import { get, pictureAddress } from "./sandbox.js";
import { words } from "./words.js";

/** Shows a PDF in the browser's own viewer; as pictures where there is none, and what may not be saved.
 *
 * `pages(number)` is where a page is, and without a number how many there are.
 */
export function showPaper(name, address, kept, pages) {
  const pictured = kept || navigator.pdfViewerEnabled === false;
  const body = pictured ? pagesOf(name, pages)
    : make("iframe", { class: "paper-view", src: `${address}#navpanes=0&view=FitH`, title: name });
  const fetch = !kept && make("a", { class: "button", href: address, download: name }, icon("download"), words("Download"));
  return ask({ title: name, body: [body], extra: fetch, wide: true, close: true });
}

function pagesOf(name, pages) {
  const list = make("div", { class: "pages", tabindex: 0, role: "group", "aria-label": name });
  const page = (number) => make("img", { src: pictureAddress(pages(number)), loading: "lazy", alt: words("Page {number}", { number }) });
  get(pages()).then((told) => list.append(...Array.from({ length: told.pages }, (_, index) => page(index + 1))))
    .catch((refused) => list.append(refused.message));
  list.addEventListener("contextmenu", (event) => event.preventDefault());
  return list;
}

/** Shows pictures, one at a time; the arrow keys turn to the next. */
export function showPictures(pictures, first) {
  let at = first;
  const image = make("img", { alt: "" });
  const caption = make("p", { class: "caption" });
  const count = make("span", { class: "count", "aria-live": "polite" });
  const turn = (by) => {
    at = (at + by + pictures.length) % pictures.length;
    put(image, { src: pictures[at].address, alt: pictures[at].caption || words("Photo") });
    caption.textContent = pictures[at].caption;
    count.textContent = pictures.length > 1 ? `${at + 1} / ${pictures.length}` : "";
    image.classList.toggle("kept", Boolean(pictures[at].kept));
  };
  const several = pictures.length > 1;
  const button = (name, label, by) => make("button", {
    class: `round turn ${name}`, type: "button", "aria-label": label, onclick: () => turn(by),
  }, icon(name));
  const body = make("div", { class: "pictures" },
    several && button("left", words("Previous"), -1), make("figure", {}, image, caption),
    several && button("right", words("Next"), 1), count);
  body.addEventListener("contextmenu", (event) => pictures[at].kept && event.preventDefault());
  const keys = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && several) turn(by);
  };
  document.addEventListener("keydown", keys);
  turn(0);
  return ask({ title: words("Photo"), body: [body], light: true, close: true })
    .finally(() => document.removeEventListener("keydown", keys));
}

/** The page: people on the left, their phones side by side, the controls on the right. */

import { Controls } from "./controls.js";
import { pass } from "./dialog.js";
import { make } from "./element.js";
import { Head } from "./head.js";
import { openOnPhone, startOf } from "./link.js";
import { People } from "./people.js";
import { Phones } from "./phones.js";
import { Tour } from "./tour.js";
import { language, words } from "./words.js";
import { World } from "./world.js";

document.documentElement.lang = language;
const world = new World();
const toasts = make("div", { class: "toasts page-toasts", role: "status" });
const tell = (text) => pass(toasts, text, "wrong");

try {
  await world.begin();
  build();
} catch (refused) {
  document.body.append(make("main", { class: "nothing" }, make("h1", {}, words("Nobody answers")), make("p", {}, refused.message)));
}

function build() {
  if (!world.bot) return wait();
  const follow = (address) => {
    const code = startOf(address, world.bot);
    if (code !== null) openOnPhone(world, code, (person) => phones.show(person)).catch((refused) => tell(refused.message));
    return code !== null;
  };
  const phones = new Phones(world, follow);
  const people = new People(world, phones, tell);
  const controls = new Controls(world, { follow, tell, show: (person) => phones.show(person) });
  const tour = new Tour(world, phones);
  const head = new Head(world, { controls, follow, tell, tour });
  document.title = `${world.bot.first_name} · ${words("phones")}`;
  document.body.append(
    make("a", { class: "skip", href: "#phones" }, words("To the phones")), head.node, tour.node,
    make("div", { class: "frame" }, people.node, phones.node, controls.node), toasts,
  );
  phones.begin();
  const start = new URLSearchParams(location.search).get("start");
  if (start !== null) follow(`https://t.me/${world.bot.username}?start=${start}`);
  return undefined;
}

/** There is no bot yet: the page begins when one comes. */
function wait() {
  document.body.append(make("main", { class: "nothing" }, make("h1", {}, words("No bot yet")), make("p", {}, words("Start one, and this page begins."))));
  world.addEventListener("bot", () => location.reload());
}

/** Links that lead to a bot: they open on a phone, once it is said on whose. */

import { avatar } from "./avatar.js";
import { ask } from "./dialog.js";
import { make } from "./element.js";
import { post } from "./sandbox.js";
import { words } from "./words.js";

const NEW = "new";
const LONGEST_NAME = 64;

/** The code in a link that leads to a bot; null when it leads elsewhere. */
export function startOf(address, bot) {
  let link;
  try {
    link = new URL(address);
  } catch {
    return null;
  }
  const name = link.protocol === "tg:" ? link.searchParams.get("domain") : link.pathname.slice(1);
  const leads = link.protocol === "tg:" || ["t.me", "telegram.me"].includes(link.hostname);
  return leads && name?.toLowerCase() === bot.username.toLowerCase() ? link.searchParams.get("start") ?? "" : null;
}

/** Asks on whose phone a link is to be opened, and opens it; gives the person, or null. */
export async function openOnPhone(world, code, show) {
  const person = await choosePhone(world);
  if (!person) return null;
  show(person);
  await world.chat(person).open(code);
  return person;
}

async function choosePhone(world) {
  const choices = [...world.people.values()].filter((each) => !each.deactivated);
  const field = nameField({ "aria-label": words("Name"), placeholder: words("Name") });
  const fresh = make("input", { type: "radio", name: "phone", value: NEW, required: true, checked: true });
  field.addEventListener("focus", () => { fresh.checked = true; });
  const tongue = make("select", { "aria-label": words("Language") }, ["fi", "en"].map((each) => make("option", { value: each }, each)));
  const list = make("fieldset", { class: "people-choice" }, make("legend", {}, words("On whose phone?")),
    choices.map((each) => make("label", { class: "choice" }, make("input", { type: "radio", name: "phone", value: each.id }), avatar(each), each.first_name)),
    make("label", { class: "choice" }, fresh, avatar({ id: 3, first_name: "+" }), words("Somebody new")),
    make("div", { class: "pair" }, field, tongue));
  const chosen = () => list.querySelector("input[type=radio]:checked").value;
  const answer = await ask({
    title: words("Open the link"), body: [list], buttons: [[words("Cancel"), null], [words("Open"), chosen, "main"]],
  });
  if (answer === NEW) return addPerson(world, field.value.trim() || words("Guest"), tongue.value);
  return world.people.get(Number(answer)) ?? null;
}

/** A field for a name, which is said to be too long when it is. */
function nameField(options) {
  const field = make("input", { type: "text", autocomplete: "off", ...options });
  field.addEventListener("input", () => {
    const name = field.value.trim();
    field.setCustomValidity(name.length > LONGEST_NAME || (!name && field.required) ? words("A name has 1 to {most} letters.", { most: LONGEST_NAME }) : "");
  });
  return field;
}

/** Adds somebody with a phone. */
export async function addPerson(world, name, language) {
  const person = await post("/people", { first_name: name, language_code: language });
  if (!world.people.has(person.id)) world.people.set(person.id, person);
  return person;
}

/** Asks for a name, and adds somebody with a phone; gives the person or null. */
export async function askPerson(world) {
  const name = nameField({ required: true });
  const tongue = make("select", {}, [["fi", "suomi"], ["en", "English"], ["sv", "svenska"]].map(([code, label]) => make("option", { value: code }, label)));
  const answer = await ask({
    title: words("Add a phone"),
    body: [make("label", {}, words("Name"), name), make("label", {}, words("Language of the phone"), tongue)],
    buttons: [[words("Cancel"), null], [words("Add"), true, "main"]],
  });
  return answer ? addPerson(world, name.value.trim(), tongue.value) : null;
}

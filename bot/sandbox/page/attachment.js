/** Files and places on their way out: chosen, looked at, captioned, sent. */

import { ask } from "./dialog.js";
import { make } from "./element.js";
import { icon } from "./icon.js";
import { sizeOf, words } from "./words.js";

const LONGEST_SIDE = 1280;
const ALBUM = 10;
const PLACES = [
  ["Helsinki, Kamppi", 60.16862, 24.93189], ["Tampere, Keskustori", 61.49811, 23.76121],
  ["Turku, Kauppatori", 60.45148, 22.26869], ["Oulu, Rotuaari", 65.01236, 25.46816],
];

/** Lets somebody choose files. */
export function chooseFiles(accept, then) {
  const input = make("input", { type: "file", multiple: true, accept: accept || null });
  input.addEventListener("change", () => input.files.length && then([...input.files]));
  input.click();
}

/** Shows files before they go, with a caption; gives the caption when they have gone, null when not. */
export async function offerFiles(files, chat, caption, tell) {
  const pictures = files.some((each) => each.type.startsWith("image/") || each.type.startsWith("video/"));
  const field = make("textarea", { rows: 2, maxlength: 1024, placeholder: words("Caption"), "aria-label": words("Caption"), value: caption });
  const plain = make("input", { type: "checkbox", id: "as-files" });
  const addresses = files.map((each) => URL.createObjectURL(each));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    field.form.querySelector(".main").click();
  });
  const answer = await ask({
    title: files.length === 1 ? words("Send file") : words("Send {number} files", { number: files.length }),
    body: [
      make("div", { class: "offered" }, files.map((each, index) => offered(each, addresses[index]))),
      pictures && make("label", { class: "choice" }, plain, words("Send as files, as they are")),
      field,
    ],
    buttons: [[words("Cancel"), null], [words("Send"), true, "main"]],
  });
  for (const address of addresses) URL.revokeObjectURL(address);
  if (!answer) return null;
  try {
    await sendAll(files, chat, field.value.trim(), plain.checked);
  } catch (refused) {
    tell(refused.message);
  }
  return field.value;
}

function offered(file, address) {
  const thumb = file.type.startsWith("image/") ? make("img", { src: address, alt: "" }) : make("span", { class: "sheet" }, icon("file"));
  return make("div", { class: "offer" }, thumb, make("span", { class: "about" }, make("strong", {}, file.name), make("span", { class: "size" }, sizeOf(file.size))));
}

async function sendAll(files, chat, caption, plain) {
  const kinds = files.map((each) => (plain ? "document" : kindOf(each)));
  const together = files.length > 1 && kinds.every((each) => each === "photo");
  let album = together ? albumNumber() : undefined;
  for (const [index, file] of files.entries()) {
    if (together && index && index % ALBUM === 0) album = albumNumber();
    const kind = kinds[index];
    const blob = kind === "photo" ? await smaller(file) : file;
    const seconds = kind === "audio" || kind === "video" ? await secondsOf(file) : undefined;
    const words_ = index === 0 && caption ? caption : undefined;
    await chat.send(kind, blob, { name: file.name, caption: words_, seconds, album });
  }
}

function kindOf(file) {
  if (/^image\/(jpeg|png|webp|bmp)$/.test(file.type)) return "photo";
  if (file.type === "video/mp4") return "video";
  if (/^audio\/(mpeg|mp4|x-m4a|aac)$/.test(file.type)) return "audio";
  return "document";
}

function albumNumber() {
  return `13${crypto.getRandomValues(new Uint32Array(1))[0]}`;
}

/** A picture as the app sends it: JPEG, its longer side at most 1,280. */
async function smaller(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(LONGEST_SIDE / Math.max(bitmap.width, bitmap.height), 1);
    const canvas = make("canvas", { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.87));
  } catch {
    return file;
  }
}

/** How long a recording is; 1 when it does not say. */
export function secondsOf(file) {
  const address = URL.createObjectURL(file);
  const medium = make(file.type.startsWith("video") ? "video" : "audio", { preload: "metadata" });
  return new Promise((resolve) => {
    const done = () => {
      URL.revokeObjectURL(address);
      resolve(Number.isFinite(medium.duration) ? Math.max(Math.round(medium.duration), 1) : 1);
    };
    medium.addEventListener("loadedmetadata", done);
    medium.addEventListener("error", done);
    medium.src = address;
  });
}

/** Asks where somebody is; gives {latitude, longitude} or null. */
export function askPlace() {
  const number = (label, most, value) => make("input", {
    type: "number", step: "any", min: -most, max: most, required: true, "aria-label": label, value: String(value),
  });
  const latitude = number(words("Latitude"), 90, PLACES[0][1]);
  const longitude = number(words("Longitude"), 180, PLACES[0][2]);
  const put = (north, east) => {
    latitude.value = String(north);
    longitude.value = String(east);
  };
  const here = make("button", {
    class: "button", type: "button",
    onclick: () => navigator.geolocation?.getCurrentPosition(({ coords }) => put(coords.latitude, coords.longitude), () => here.replaceChildren(words("Where you are is not known."))),
  }, icon("place"), words("Where I am"));
  return ask({
    title: words("Send a location"),
    body: [
      make("div", { class: "places" }, PLACES.map(([name, north, east]) => make("button", { class: "button", type: "button", onclick: () => put(north, east) }, name)), here),
      make("div", { class: "pair" }, make("label", {}, words("Latitude"), latitude), make("label", {}, words("Longitude"), longitude)),
    ],
    buttons: [[words("Cancel"), null], [words("Send"), () => ({ latitude: Number(latitude.value), longitude: Number(longitude.value) }), "main"]],
  });
}

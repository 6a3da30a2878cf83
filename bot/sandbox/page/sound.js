/** Playing sound: one recording at a time on the whole page, with its wave form. */

import { icon } from "./icon.js";
import { drawing, make } from "./element.js";
import { lengthOf, words } from "./words.js";

const BARS = 44;
const HEIGHT = 26;
const peaks = new Map();
const player = new Audio();
let playing = null;

player.addEventListener("timeupdate", () => playing?.show());
player.addEventListener("ended", () => {
  player.currentTime = 0;
  playing?.show();
});
for (const event of ["play", "pause", "loadedmetadata"]) player.addEventListener(event, () => playing?.show());

const sight = new IntersectionObserver((seen) => {
  for (const each of seen) {
    if (!each.isIntersecting) continue;
    sight.unobserve(each.target);
    each.target.dispatchEvent(new Event("seen"));
  }
});

/** A recording that can be played: button, wave form to seek in, length. */
export function sound(address, seconds, title = "") {
  const node = make("div", { class: "sound" });
  const button = make("button", { type: "button", class: "round play", "aria-label": words("Play") }, icon("play"));
  const wave = make("div", {
    class: "wave", role: "slider", tabindex: 0, "aria-label": words("Position"), "aria-valuemin": 0, "aria-valuenow": 0,
    "aria-valuemax": Math.max(Math.round(seconds), 1),
  });
  const time = make("span", { class: "length" }, lengthOf(seconds));
  node.append(button, make("div", { class: "track" }, title && make("strong", {}, title), wave, time));
  const here = { address, show };
  let long = seconds;

  function show() {
    const mine = playing?.address === address;
    const runs = mine && !player.paused;
    if (mine && Number.isFinite(player.duration)) long = player.duration;
    const at = mine ? player.currentTime : 0;
    node.classList.toggle("playing", runs);
    button.replaceChildren(icon(runs ? "pause" : "play"));
    button.setAttribute("aria-label", runs ? words("Pause") : words("Play"));
    wave.style.setProperty("--played", String(long ? Math.min(at / long, 1) : 0));
    wave.setAttribute("aria-valuenow", String(Math.round(at)));
    wave.setAttribute("aria-valuetext", lengthOf(at));
    time.textContent = lengthOf(at || long);
  }

  async function take() {
    if (playing?.address === address) {
      playing = here;
      return;
    }
    player.pause();
    playing?.show();
    playing = here;
    player.src = await addressOf(address);
  }

  async function seek(share) {
    await take();
    const length = Number.isFinite(player.duration) ? player.duration : long;
    player.currentTime = Math.max(0, Math.min(share, 1)) * length;
    show();
  }

  button.addEventListener("click", async () => {
    if (playing?.address === address && !player.paused) return player.pause();
    await take();
    return player.play().catch(() => show());
  });
  wave.addEventListener("click", (event) => {
    const box = wave.getBoundingClientRect();
    seek((event.clientX - box.left) / box.width);
  });
  wave.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 0.05, ArrowLeft: -0.05 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    seek((playing?.address === address ? player.currentTime / (long || 1) : 0) + step);
  });
  node.addEventListener("seen", async () => draw(wave, await peaksOf(address)));
  draw(wave, peaks.get(address) ?? new Array(BARS).fill(0.12));
  if (!peaks.has(address)) sight.observe(node);
  if (playing?.address === address) playing = here;
  show();
  return node;
}

const blobs = new Map();

/** A whole file as an address of its own, in which one can seek. */
export async function addressOf(address) {
  if (address.startsWith("blob:")) return address;
  if (!blobs.has(address)) blobs.set(address, URL.createObjectURL(await (await fetch(address)).blob()));
  return blobs.get(address);
}

async function peaksOf(address) {
  if (!peaks.has(address)) peaks.set(address, await measured(address).catch(() => new Array(BARS).fill(0.12)));
  return peaks.get(address);
}

async function measured(address) {
  const bytes = await (await fetch(await addressOf(address))).arrayBuffer();
  const samples = (await new OfflineAudioContext(1, 1, 8000).decodeAudioData(bytes)).getChannelData(0);
  return barsOf(samples, BARS);
}

/** How loud each part of a recording is, from 0 to 1, the loudest being 1. */
export function barsOf(samples, number) {
  const step = Math.max(Math.floor(samples.length / number), 1);
  const loud = Array.from({ length: number }, (_, bar) => {
    let sum = 0;
    for (let at = bar * step; at < Math.min((bar + 1) * step, samples.length); at += 1) sum += samples[at] ** 2;
    return Math.sqrt(sum / step);
  });
  const most = Math.max(...loud) || 1;
  return loud.map((each) => Math.max(each / most, 0.06));
}

function draw(wave, bars) {
  const line = bars.map((each, index) => {
    const height = Math.max(each * HEIGHT, 2);
    return `M${index * 4 + 2} ${(HEIGHT - height) / 2}v${height}`;
  });
  const box = `0 0 ${bars.length * 4} ${HEIGHT}`;
  const layers = ["bars", "bars done"].map((name) => drawing(box, line.join(""), name));
  for (const layer of layers) layer.setAttribute("preserveAspectRatio", "none");
  wave.replaceChildren(...layers);
}

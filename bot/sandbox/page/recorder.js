/** Recording a voice note with the microphone. */

import { oggOf } from "./ogg.js";

const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

export class Recorder {
  /** Begins; throws when there is no microphone, or it may not be used. */
  async start(level) {
    this._stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
    this._recorder = new MediaRecorder(this._stream, { mimeType: kind, audioBitsPerSecond: 32_000 });
    this._parts = [];
    this._recorder.addEventListener("dataavailable", (event) => this._parts.push(event.data));
    this._recorder.start();
    this._began = performance.now();
    this._listen(level);
  }

  get seconds() {
    return (performance.now() - this._began) / 1000;
  }

  /** Ends; gives the recording as {kind, blob, seconds}: a voice note where the browser can make one, else a track. */
  async stop() {
    const seconds = Math.max(Math.round(this.seconds), 1);
    const ended = new Promise((resolve) => this._recorder.addEventListener("stop", resolve));
    this._recorder.stop();
    await ended;
    this._release();
    const type = this._recorder.mimeType.split(";")[0];
    const blob = new Blob(this._parts, { type });
    if (type === "audio/ogg") return { kind: "voice", blob, seconds };
    const ogg = type === "audio/webm" ? oggOf(new Uint8Array(await blob.arrayBuffer())) : null;
    return ogg ? { kind: "voice", blob: new Blob([ogg], { type: "audio/ogg" }), seconds } : { kind: "audio", blob, seconds };
  }

  /** Ends and forgets. */
  cancel() {
    if (this._recorder?.state !== "inactive") this._recorder?.stop();
    this._release();
  }

  _listen(level) {
    this._context = new AudioContext();
    const analyser = this._context.createAnalyser();
    analyser.fftSize = 512;
    this._context.createMediaStreamSource(this._stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const look = () => {
      if (!this._context) return;
      analyser.getFloatTimeDomainData(samples);
      level(Math.min(Math.max(...samples.map(Math.abs)) * 1.6, 1), this.seconds);
      requestAnimationFrame(look);
    };
    look();
  }

  _release() {
    for (const track of this._stream?.getTracks() ?? []) track.stop();
    this._context?.close();
    this._context = null;
  }
}

// The board: asks every two seconds (the browser sends the ETag; 304 has no body), shows, speaks each new call once.
// After three failures a banner says so and the last numbers stay. A revoked key shows the page that says so.

const { call: sound, unlock, voice } = await import(document.body.dataset.voice);
const PAUSE = 2000;
const PATIENCE = 5000;
const find = (name) => document.querySelector(`[data-${name}]`);
const put = (element, text) => { if (element.textContent !== String(text)) element.textContent = text; };
const spoken = new Set();
const waiting = [];
let failures = 0;
let shown = document.body.dataset.version;
let isFirst = true;
let isTalking = false;

function clock() {
  const now = new Date();
  const here = { timeZone: document.body.dataset.zone };
  const time = now.toLocaleTimeString("en-GB", { ...here, hour: "2-digit", minute: "2-digit" });
  put(find("clock"), time.replace(":", "."));
  put(find("date"), now.toLocaleDateString(document.documentElement.lang, { ...here, weekday: "long", day: "numeric", month: "long", year: "numeric" }));
}

const cell = (name, text) => { const made = document.createElement(name); made.textContent = text; return made; };

function row(window, first) {
  const line = document.createElement("tr");
  const last = cell("td", "");
  last.append(window.is_open ? cell("strong", window.label || "–") : find("windows").dataset.shut);
  line.append(cell("td", window.number), cell("td", window.name), last);
  line.classList.toggle("is-shut", !window.is_open);
  line.classList.toggle("is-now", Boolean(window.label) && window.label === first?.label);
  return line;
}

function item(call) {
  const line = document.createElement("li");
  line.append(cell("strong", call.label), " ", cell("span", `${find("window-word").textContent} ${call.window}`));
  return line;
}

function headline(call) {
  put(find("number"), call ? call.label : "–");
  find("number").classList.toggle("is-long", Boolean(call) && call.label.length > 4);
  put(find("window"), call ? call.window : "–");
}

function show(hall) {
  const [first] = hall.calls;
  if (!isTalking && waiting.length === 0) headline(first);
  find("windows").replaceChildren(...hall.windows.map((window) => row(window, first)));
  find("calls").replaceChildren(...hall.calls.map(item));
  put(find("waiting"), hall.waiting);
  put(find("closed"), hall.closed);
  put(find("announcement"), hall.announcement || find("announcement").dataset.usual);
  for (const call of [...hall.calls].reverse()) {
    if (spoken.has(call.call)) continue;
    spoken.add(call.call);
    if (!isFirst && call.is_now) waiting.push(call);
  }
  isFirst = false;
  talk();
}

function talk() {
  if (isTalking || waiting.length === 0) return;
  const call = waiting.shift();
  isTalking = true;
  headline(call);
  const box = find("now");
  box.classList.remove("is-new");
  requestAnimationFrame(() => box.classList.add("is-new"));
  const done = sound(find("sound").dataset.say, call.label, call.window);
  box.dataset.sounded = `${call.call} ${done}`;
  setTimeout(() => { isTalking = false; talk(); }, done === "voice" ? 9000 : 4000);
}

async function ask() {
  try {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const answer = await fetch(document.body.dataset.feed, { signal: stop.signal });
    clearTimeout(timer);
    if (answer.status === 403) { location.reload(); return; }
    if (!answer.ok) throw new Error(answer.status);
    const hall = await answer.json();
    failures = 0;
    if (hall.version !== shown || isFirst) { shown = hall.version; show(hall); }
  } catch {
    failures += 1;
  }
  find("lost").hidden = failures < 3;
  setTimeout(ask, PAUSE);
}

find("sound").addEventListener("click", async (event) => {
  await unlock();
  const button = event.currentTarget;
  button.textContent = voice() ? button.dataset.on : button.dataset.chime;
  button.classList.add("is-on");
});
if (globalThis.speechSynthesis) speechSynthesis.getVoices();
clock();
setInterval(clock, 1000);
ask();

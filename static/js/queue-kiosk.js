// The kiosk: back to the start after a minute of silence, one number per tap, a sentence instead of a dead page
// when the network is gone, and paper where there is a printer.
const body = document.body;
const start = body.dataset.kiosk;
const total = Number(body.dataset.reset);
const left = document.querySelector("[data-countdown]");
let seconds = total;

const home = () => location.replace(start);
const again = () => { seconds = total; };

setInterval(() => {
  seconds -= 1;
  if (left) left.textContent = `(${Math.max(0, seconds)})`;
  if (seconds > 0) return;
  again();
  // On the start page the minute only brings fresh counts and hours; never while the network is away.
  fetch(start, { method: "HEAD", redirect: "manual" }).then(home, () => {});
}, 1000);
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, again);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

const form = document.querySelector("form[data-draw]");
const say = document.querySelector("[data-say]");
let busy = false;

function tell(text) {
  say.hidden = false;
  say.textContent = text;
}

async function draw(button) {
  const data = new URLSearchParams(new FormData(form));
  data.set(button.name, button.value);
  button.classList.add("is-busy");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    if (answer.redirected) { location.replace(answer.url); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    tell(page.querySelector("[data-sentence]")?.textContent || body.dataset.cut);
  } catch {
    tell(body.dataset.cut);
  }
  button.classList.remove("is-busy");
  busy = false;
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (busy || !event.submitter) return;
  busy = true;
  draw(event.submitter);
});

if ("printNow" in body.dataset) addEventListener("load", () => setTimeout(() => print(), 300));

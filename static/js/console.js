// The console: acts are sent without leaving the page, so that nothing typed elsewhere is lost; while the network is
// away the same act is tried again until it is back (each act says which state of the ticket it saw, so it counts
// once). Counts of the hall come without the session: a console left alone still signs its clerk out. What leads to
// another page (a search) is not sent without a network: the page would be gone, and with it what was typed.
const room = document.querySelector("[data-console]");
const lost = document.querySelector("[data-lost]");
const help = document.querySelector("[data-help]");
const PAUSE = 3000;
const keep = (area) => [...area.querySelectorAll("textarea, select, input:not([type=hidden])")].filter((field) => field.id);

function offline(isOff) {
  lost.hidden = !isOff;
  const words = isOff ? lost.dataset.words : "";
  if (lost.textContent !== words) lost.textContent = words;
}

function settle(text, isLate) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("antrean");
  const shown = document.getElementById("antrean");
  if (!fresh || !shown) return false;
  const ticket = (area) => area.querySelector(".hand")?.dataset.held;
  const typed = ticket(fresh) === ticket(shown) ? keep(shown).map((field) => [field.id, field.value]) : [];
  if (isLate) fresh.querySelector("[data-sentence]")?.closest(".notice")?.remove();
  const focused = document.activeElement?.dataset?.key;
  shown.replaceChildren(...fresh.childNodes);
  for (const [id, value] of typed) { const field = document.getElementById(id); if (field) field.value = value; }
  const messages = [...page.querySelectorAll(".toasts")][0];
  document.querySelector(".toasts")?.replaceChildren(...(messages ? messages.childNodes : []));
  if (focused) shown.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  return true;
}

async function send(form, data) {
  form.dataset.busy = "1";
  for (let turn = 0; ; turn += 1) {
    try {
      const answer = await fetch(form.action, { method: "POST", body: data });
      if (answer.status >= 500) throw new Error(answer.status);
      offline(false);
      if (!form.closest("#antrean") && answer.ok) { location.assign(answer.url); return; }
      if (!settle(await answer.text(), turn > 0 && answer.status === 409)) location.assign(answer.url);
      else if (answer.redirected) history.replaceState(null, "", answer.url); // loaded again, it shows the same
      break;
    } catch {
      offline(true);
      await new Promise((done) => { setTimeout(done, PAUSE); addEventListener("online", done, { once: true }); });
    }
  }
  form.dataset.busy = "";
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-steady]");
  if (!form && room && !navigator.onLine) { event.preventDefault(); offline(true); }
  if (!form) return;
  event.preventDefault();
  if (!form.dataset.busy) send(form, new URLSearchParams(new FormData(form)));
});

// Who calls from a computer of layanan mandiri and does not stand on the page yet: told once, and to be shown at a click.
function callers(rows) {
  const known = [...document.querySelectorAll("[data-caller]")].map((row) => row.dataset.caller);
  const words = rows.map((row) => row.join(", ")).filter((row) => !known.includes(row)).join("; ");
  help.hidden = !words;
  const place = help.querySelector("[data-callers]");
  if (place.textContent !== words) place.textContent = words;
}

help?.querySelector("a").addEventListener("click", async (event) => {
  event.preventDefault();
  try {
    const answer = await fetch(event.target.href);
    if (!answer.ok || !settle(await answer.text())) location.assign(answer.url);
    else { help.hidden = true; document.getElementById("minta-bantuan")?.scrollIntoView({ block: "nearest" }); }
  } catch {
    offline(true);
  }
});

async function count() {
  if (document.hidden) return;
  try {
    const answer = await fetch(room.dataset.console, { credentials: "omit" });
    if (!answer.ok) return;
    const hall = await answer.json();
    callers(hall.help);
    for (const line of hall.lines) {
      const place = document.querySelector(`[data-waiting="${CSS.escape(line.letter)}"]`);
      if (place && place.textContent !== String(line.waiting)) place.textContent = line.waiting;
    }
    if (!document.querySelector("form[data-busy='1']")) offline(false);
  } catch {
    offline(true);
  }
}
if (room) setInterval(count, PAUSE);

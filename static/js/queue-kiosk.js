// The kiosk: one question at a time, answers first into IndexedDB, from there to the office, each once.
const box = document.getElementById("kios");
const form = box.querySelector("form");
const parts = [...form.querySelectorAll(".ask")];
const say = (template, values) => template.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
let place = 0;
let idle = 0;

// -- The queue ------------------------------------------------------------------------------
const store = () => new Promise((done, failed) => {
  const asked = indexedDB.open("kios-survei", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("lembar", { keyPath: "submission" });
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});
const act = async (mode, work) => {
  const database = await store();
  return new Promise((done, failed) => {
    const step = database.transaction("lembar", mode);
    const asked = work(step.objectStore("lembar"));
    step.oncomplete = () => { database.close(); done(asked.result); };
    step.onerror = step.onabort = () => { database.close(); failed(step.error); };
  });
};
const keep = (sheet) => act("readwrite", (rows) => rows.put(sheet));
const drop = (submission) => act("readwrite", (rows) => rows.delete(submission));
const waiting = () => act("readonly", (rows) => rows.getAll());

const uuid = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

let sending = false;
const flush = async () => {
  if (sending) return;
  sending = true;
  try {
    for (const sheet of await waiting()) {
      if (sheet.refused) continue;
      const { refused, ...sent } = sheet;
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(box.dataset.send, { method: "POST", headers, body: JSON.stringify(sent) });
      if (answer.ok) await drop(sheet.submission);
      else if (answer.status === 422 || answer.status === 400) await keep({ ...sheet, refused: answer.status });
      else break;
    }
  } catch {
    // No connection: the sheets stay where they are.
  } finally {
    sending = false;
    await tell();
  }
};
const tell = async () => {
  const rows = await waiting();
  const refused = rows.filter((sheet) => sheet.refused).length;
  const open = rows.length - refused;
  const line = box.querySelector("[data-queue]");
  line.textContent = [open && say(box.dataset.waiting, { count: open }), refused && say(box.dataset.refused, { count: refused })]
    .filter(Boolean).join(" ");
  box.dataset.count = String(open);
};

// -- One part at a time ---------------------------------------------------------------------
const bar = document.createElement("progress");
bar.className = "progress-line";
bar.max = parts.length;
const where = document.createElement("p");
where.className = "kiosk-place";
where.id = "kios-bagian";
bar.setAttribute("aria-labelledby", where.id);
const next = document.createElement("button");
const back = document.createElement("button");
const last = form.querySelector(".actions button");
const missing = box.querySelector("[data-missing]");

const show = (wanted, focus) => {
  place = wanted;
  parts.forEach((part, number) => { part.hidden = number !== place; });
  bar.value = place + 1;
  where.textContent = say(box.dataset.step, { now: place + 1, all: parts.length });
  next.hidden = place === parts.length - 1;
  last.hidden = !next.hidden;
  back.hidden = place === 0;
  missing.textContent = "";
  if (focus) {
    const field = parts[place].querySelector("input:checked, input, select, textarea");
    if (field) field.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
};
const isFilled = (part) => [...part.querySelectorAll("input[type=radio][required], select[required]")]
  .every((field) => field.type === "radio" ? form.elements[field.name].value : field.value);
const forward = () => {
  if (!isFilled(parts[place])) { missing.textContent = box.dataset.choose; return; }
  show(place + 1, true);
};
const begin = () => {
  form.reset();
  form.elements.submission.value = uuid();
  form.querySelectorAll(".error-summary, .field-error, .invalid-feedback").forEach((part) => part.remove());
  show(0, false);
};

next.type = back.type = "button";
next.className = "button";
back.className = "button secondary";
next.textContent = box.dataset.next;
back.textContent = box.dataset.back;
next.addEventListener("click", forward);
back.addEventListener("click", () => show(place - 1, true));
last.before(back, next);
form.prepend(where, bar);
form.classList.add("steps-on");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const open = parts.findIndex((part) => !isFilled(part));
  if (open >= 0) { show(open, true); missing.textContent = box.dataset.choose; return; }
  const { csrfmiddlewaretoken, submission, ...answers } = Object.fromEntries(new FormData(form));
  await keep({ submission, filled_at: new Date().toISOString(), answers });
  begin();
  const thanks = box.querySelector("[data-thanks]");
  thanks.hidden = false;
  thanks.focus();
  await tell();
  flush();
});

// -- Left alone for a minute: the next person begins anew ------------------------------------
const rest = () => {
  clearTimeout(idle);
  idle = setTimeout(() => { begin(); box.querySelector("[data-thanks]").hidden = true; }, Number(box.dataset.idle) * 1000);
};
["pointerdown", "keydown", "input"].forEach((name) => addEventListener(name, rest));
form.addEventListener("input", () => { box.querySelector("[data-thanks]").hidden = true; });

const refusedAt = parts.findIndex((part) => part.querySelector("[aria-invalid=true]"));
show(Math.max(0, refusedAt), false);
if (refusedAt < 0) form.elements.submission.value = uuid();
rest();
addEventListener("online", flush);
setInterval(flush, 20000);
tell().then(flush);
if ("serviceWorker" in navigator && isSecureContext) {
  navigator.serviceWorker.register(box.dataset.worker, { scope: box.dataset.page }).then(() => navigator.serviceWorker.ready)
    .then(() => { box.dataset.ready = "1"; }).catch(() => {});
}

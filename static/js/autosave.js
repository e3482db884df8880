// <form data-autosave="/…/draf/">: the draft is kept on the server 1.5 s after typing, and when the
// page is hidden or the connection returns. The answer is {"version": 8, "saved_at": "10.42"} or,
// when another tab or person was first, 409 {"message": "…"}: then nothing more is sent.
// A form sent while its draft is being kept waits for that answer: else it would carry the version of before
// and be refused as somebody else's change.
const PAUSE = 1500;
const RETRY = 10000;
const PATIENCE = 8000;

function body(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  return fields;
}

function watch(form) {
  const status = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
  let dirty = false, sending = null, stopped = false, timer = 0;

  const say = (text, bad = false) => {
    if (!status) return;
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("bad", bad);
  };
  const later = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };

  async function save() {
    if (!dirty || sending || stopped) return;
    dirty = false;
    let finished;
    sending = new Promise((done) => { finished = done; });
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: body(form), keepalive: document.hidden, redirect: "error",
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      });
      await heard(answer);
    } catch {
      dirty = true;
      say(status?.dataset.waiting, true);
      later(RETRY);
    }
    sending = null;
    finished();
    if (dirty && !stopped && navigator.onLine) later(PAUSE);
  }

  async function heard(answer) {
    if (answer.status === 409) {
      stopped = true;
      say((await answer.json()).message, true);
      return;
    }
    if (!answer.ok) throw new Error(answer.status);
    const { version, saved_at: time } = await answer.json();
    const field = form.elements.namedItem("versi");
    if (field && version !== undefined) field.value = version;
    if (!dirty) say(status?.dataset.text.replace("%s", time));
  }

  form.addEventListener("input", () => { dirty = true; later(PAUSE); });
  form.addEventListener("submit", (event) => {
    stopped = true;
    clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    const again = () => { sending = null; form.requestSubmit(event.submitter); };
    Promise.race([sending, new Promise((done) => setTimeout(done, PATIENCE))]).then(again);
  });
  addEventListener("online", save);
  addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
}

document.querySelectorAll("form[data-autosave]").forEach(watch);

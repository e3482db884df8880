// <form method="get" data-live="hasil">: 250 ms after typing the element #hasil is replaced by the same
// element of the answer. Without this module the form has a button and works as ever.
const PAUSE = 250;

for (const form of document.querySelectorAll("form[data-live]")) {
  let timer = 0, running = null;

  async function look() {
    running?.abort();
    running = new AbortController();
    const url = new URL(form.action);
    url.search = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(url, { signal: running.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(form.dataset.live);
      const shown = document.getElementById(form.dataset.live);
      if (!found || !shown) return;
      shown.replaceChildren(...found.childNodes);
      history.replaceState(null, "", url);
    } catch (error) {
      if (error.name !== "AbortError") return;
    }
  }

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, PAUSE); });
}

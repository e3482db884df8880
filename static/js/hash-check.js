// <div data-hash-check="…">: the SHA-256 of a dropped file, computed here and compared. Nothing is sent.
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function check(box, file) {
  const result = box.querySelector("[data-hash-result]");
  const say = (text, tone) => { result.textContent = text; result.className = `notice ${tone}`; };
  if (!file) return;
  if (!globalThis.crypto?.subtle) return say(result.dataset.unable, "action");
  say(result.dataset.busy, "neutral");
  const sum = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const same = sum === box.dataset.hashCheck.toLowerCase();
  say(same ? result.dataset.same : result.dataset.different, same ? "good" : "bad");
}

for (const box of document.querySelectorAll("[data-hash-check]")) {
  const input = box.querySelector("input[type=file]");
  input.addEventListener("change", () => check(box, input.files[0]));
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("is-over"); });
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("is-over");
    check(box, event.dataTransfer.files[0]);
  });
}

// Staff: two minutes before the session ends for lack of activity, say so; "Tetap masuk" begins the time again, and
// so does typing (told to the server once a minute at most): a long note is work, not absence.
const box = document.querySelector("[data-idle]");
if (box) {
  const seconds = Number(box.dataset.idle);
  const warning = Number(box.dataset.warning);
  const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
  let timer = 0;
  let told = Date.now();
  const wait = () => {
    clearTimeout(timer);
    box.hidden = true;
    timer = setTimeout(() => { box.hidden = false; }, (seconds - warning) * 1000);
  };
  const stay = async () => {
    told = Date.now();
    const answer = await fetch(box.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" });
    if (answer.ok) wait();
    return answer.ok;
  };
  document.addEventListener("input", () => {
    if (Date.now() - told > 60_000) stay().catch(() => {});
  });
  box.querySelector("button").addEventListener("click", async () => {
    if (!await stay()) location.reload();
  });
  wait();
}

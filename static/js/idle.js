// Staff: two minutes before the session ends for lack of activity, say so; "Tetap masuk" begins the half hour again.
const box = document.querySelector("[data-idle]");
if (box) {
  const seconds = Number(box.dataset.idle);
  const warning = Number(box.dataset.warning);
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    box.hidden = true;
    timer = setTimeout(() => { box.hidden = false; }, (seconds - warning) * 1000);
  };
  box.querySelector("button").addEventListener("click", async () => {
    const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(box.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" });
    if (answer.ok) wait();
    else location.reload();
  });
  wait();
}

// Layanan mandiri: typing keeps the visit alive; five idle minutes lead to the start page, which wipes everything.
const band = document.querySelector("[data-guest]");
if (band) {
  const idle = Number(band.dataset.guest) * 1000;
  const token = band.querySelector("[name=csrfmiddlewaretoken]").value;
  let told = Date.now();
  let timer = 0;
  const leave = () => { location.replace(band.dataset.home); };
  const wait = () => { clearTimeout(timer); timer = setTimeout(leave, idle + 2000); };
  const alive = () => {
    wait();
    if (Date.now() - told < 30000) return;
    told = Date.now();
    fetch(band.dataset.alive, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" })
      .then((answer) => { if (answer.status !== 204) leave(); }, () => {});
  };
  for (const kind of ["keydown", "pointerdown", "input"]) document.addEventListener(kind, alive, { passive: true });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  wait();
}

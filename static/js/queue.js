// The page of a ticket and the page of the hall: asked again every five seconds, only while somebody looks.
// The browser sends the ETag by itself; 304 costs no body. A new state of a ticket brings its page anew.
const PAUSE = 5000;
const put = (selector, value) => {
  for (const place of document.querySelectorAll(selector)) {
    const text = String(value);
    if (place.textContent !== text) place.textContent = text;
  }
};

function watch(box, url, show) {
  let failures = 0;
  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch(url, { credentials: "omit" });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
      failures = 0;
    } catch {
      failures += 1;
    }
    const lost = box.querySelector("[data-lost]");
    if (lost) {
      lost.hidden = failures < 3;
      lost.textContent = failures < 3 ? "" : box.dataset.stuck;
    }
  }
  setInterval(ask, PAUSE);
  document.addEventListener("visibilitychange", ask);
}

const ticket = document.querySelector("[data-ticket]");
if (ticket) {
  watch(ticket, ticket.dataset.ticket, (state) => {
    if (state.state !== ticket.dataset.state || (state.state === "called" && ticket.dataset.calls && String(state.calls) !== ticket.dataset.calls)) {
      location.reload();
      return;
    }
    ticket.dataset.calls = state.calls;
    put("[data-ahead]", state.ahead);
    put("[data-minutes]", state.minutes);
  });
}

const hall = document.querySelector("[data-hall]");
if (hall) {
  watch(hall, hall.dataset.hall, (state) => {
    for (const line of state.lines) {
      put(`[data-last="${CSS.escape(line.letter)}"]`, line.last || "–");
      put(`[data-waiting="${CSS.escape(line.letter)}"]`, line.waiting);
    }
  });
}

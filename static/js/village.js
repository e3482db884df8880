// <form data-needs-line="sentence">: without a network the form is not sent, so that nothing typed is lost; the
// sentence is shown instead, and taken away when the network is back. One press sends once.
for (const form of document.querySelectorAll("form[data-needs-line]")) {
  const word = document.createElement("p");
  word.className = "errorlist";
  word.setAttribute("role", "alert");
  form.append(word);
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine || sent) event.preventDefault();
    if (!navigator.onLine) word.textContent = form.dataset.needsLine;
    else sent = true;
  });
  addEventListener("online", () => { word.textContent = ""; });
  addEventListener("pageshow", () => { sent = false; });
}

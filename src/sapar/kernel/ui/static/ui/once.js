// Stops a second press of the same button while the first is on its way. The server answers a repeated
// submission key once anyway; this only spares the user the wait and the doubt.
const RELEASE_AFTER_MS = 8000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]") || event.defaultPrevented) return;
  // An answer that opens in a tab of its own leaves this page as it is, ready for the next button.
  if (event.submitter?.formTarget === "_blank") return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  form.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), RELEASE_AFTER_MS);
});

function release(form) {
  delete form.dataset.sending;
  form.removeAttribute("aria-busy");
}

// A page brought back by the Back button must be usable again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release);
});

// The service worker comes with the second page of a visit: the first one is not made heavier by it.
const SEEN = "satu-pintu";
const wanted = "serviceWorker" in navigator && isSecureContext && document.querySelector('link[rel="manifest"]');
if (wanted && sessionStorage.getItem(SEEN)) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
if (wanted) sessionStorage.setItem(SEEN, "1");

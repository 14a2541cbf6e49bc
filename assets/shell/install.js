// Layby on the home screen: which way there is here, and the browser's own question where it has
// one. It is asked when somebody has tapped for it, never by itself.
(() => {
  const layby = (globalThis.layby ??= {});
  let offer = null;

  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
  });
  addEventListener("appinstalled", () => (offer = null));

  const installed = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
  const apple = navigator.vendor.startsWith("Apple") && navigator.maxTouchPoints > 1;
  const android = /Android/.test(navigator.userAgent);

  layby.install = {
    // "offer": the browser asks; "apple": by Share; "menu": by the browser's menu; "": none, or done
    way: () => (installed() ? "" : offer ? "offer" : apple ? "apple" : android ? "menu" : ""),
    async ask() {
      const question = offer;
      offer = null; // it can be asked once
      await question?.prompt();
      return (await question?.userChoice)?.outcome === "accepted";
    },
  };
})();

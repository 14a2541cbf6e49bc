// Starts Flutter with everything from this origin. The names under `flet` are read by flet's
// Dart code.
(() => {
  const kind = globalThis.layby.renderer();
  const renderer = kind === "skwasm" ? "skwasm" : "canvaskit";
  globalThis.flet = {
    pyodide: true,
    multiView: false,
    noCdn: true,
    webSocketEndpoint: "/ws",
    entrypointBaseUrl: "/",
    assetBase: "/",
    routeUrlStrategy: "path",
    canvasKitBaseUrl: "/canvaskit/",
    fontFallbackBaseUrl: "/assets/fonts/",
    webRenderer: renderer,
  };
  const config = {
    multiViewEnabled: false,
    entrypointBaseUrl: "/",
    assetBase: "/",
    renderer,
    canvasKitBaseUrl: "/canvaskit/",
    ...(renderer === "skwasm" ? { forceSingleThreadedSkwasm: true } : { canvasKitVariant: kind }),
    fontFallbackBaseUrl: "/assets/fonts/",
  };
  if (renderer === "skwasm") {
    // The loader would ask for this one only after it has run the script beside it.
    const early = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", href: "/main.dart.wasm" });
    early.crossOrigin = "anonymous";
    document.head.append(early);
  }
  function fail(error) {
    console.error(error);
    globalThis.layby.splash.fail("start", "flutter");
  }
  // The loader itself does not hear of it when this script is missing.
  const missing = ({ target }) => target.src?.endsWith("/main.dart.js") && fail(`missing: ${target.src}`);
  document.addEventListener("error", missing, true);
  _flutter.loader
    .load({
      config,
      // Nobody waits for this one: what it cannot fetch itself, CanvasKit or the list of fonts, is
      // told here or nowhere.
      async onEntrypointLoaded(initializer) {
        try {
          const engine = await initializer.initializeEngine(config);
          globalThis.flet.flutterApp = await engine.runApp();
        } catch (error) {
          fail(error);
        }
      },
    })
    .catch(fail);
})();

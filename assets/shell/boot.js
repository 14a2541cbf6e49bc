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
  _flutter.loader
    .load({
      config,
      async onEntrypointLoaded(initializer) {
        const engine = await initializer.initializeEngine(config);
        globalThis.flet.flutterApp = await engine.runApp();
      },
    })
    .catch((error) => {
      console.error(error);
      globalThis.layby.splash.fail("start", "flutter");
    });
})();

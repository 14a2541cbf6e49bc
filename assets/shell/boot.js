// Starts Flutter with everything from this origin. The names under `flet` are read by flet's
// Dart code.
(() => {
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
    webRenderer: "canvaskit",
  };
  const config = {
    multiViewEnabled: false,
    entrypointBaseUrl: "/",
    assetBase: "/",
    renderer: "canvaskit",
    canvasKitBaseUrl: "/canvaskit/",
    canvasKitVariant: globalThis.layby.canvaskit,
    fontFallbackBaseUrl: "/assets/fonts/",
  };
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

// Scripts may come from this origin only, whatever a library asks for. Where the browser knows
// Trusted Types this holds before a request is made; the content security policy holds it again.
(() => {
  if (!globalThis.trustedTypes?.createPolicy) return;
  trustedTypes.createPolicy("default", {
    createScriptURL(url) {
      const resolved = new URL(url, location.href);
      // Where the build has put the address of a script that nobody needs: no script at all.
      if (resolved.pathname.startsWith("/none/")) return "";
      return resolved.origin === location.origin ? resolved.href : null;
    },
  });
})();

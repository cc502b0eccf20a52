// Say it kindly when the server is busy, refuses, or goes away while it answers.
window.documentAssistant ??= {};

(() => {
  const app = window.documentAssistant;
  const GONE = "The assistant stopped answering; it may be restarting. Your question is kept: try again in a few seconds.";
  const BUSY = "Many people are asking just now. Your question is kept: try again in a few seconds.";
  const own = window.fetch.bind(window);
  let timer = null, watching = false;

  window.fetch = async (...request) => {
    const address = String(request[0]?.url ?? request[0]);
    try {
      const response = await own(...request);
      if (address.includes("/queue/join") && !response.ok) {
        const detail = (await response.clone().json().catch(() => ({}))).detail;
        app.trouble?.(response.status === 503 ? BUSY : typeof detail === "string" ? detail : GONE);
      }
      return response;
    } catch (error) {
      if (address.includes("/queue/")) app.trouble?.(GONE);
      throw error;
    }
  };

  const look = async () => {
    try { await own("gradio_api/queue/status", { cache: "no-store" }); } catch { if (watching) app.trouble?.(GONE); }
  };
  app.watchServer = (busy) => {
    if (busy === watching) return;
    watching = busy;
    clearInterval(timer);
    if (busy) timer = setInterval(look, 1500);
  };
})();

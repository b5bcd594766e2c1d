// Small conveniences on top of pages that work without them. No framework, no inline code.
(() => {
  "use strict";
  const on = (type, act, early = false) => document.addEventListener(type, act, early);

  const say = (text) => {
    const place = document.getElementById("pemberitahuan");
    if (!place) return;
    const box = document.createElement("div");
    box.className = "notice bad";
    box.setAttribute("role", "alert");
    box.textContent = text;
    place.replaceChildren(box);
    place.scrollIntoView({ block: "nearest" });
  };

  // A form is sent once: a second tap on a slow line does nothing. A question is asked once, before. Early, since
  // htmx and the report's own script listen on the form itself and would have sent by the time this is asked.
  on("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (form.dataset.sent || (question && !window.confirm(question))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (form.method === "post") {
      form.dataset.sent = "1";
      form.setAttribute("aria-busy", "true");
    }
  }, true);
  const release = (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  };
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
  on("htmx:afterRequest", (event) => { if (event.target.matches("form")) release(event.target); });

  // A choice in a filter bar shows at once what it chooses.
  on("change", (event) => {
    if (event.target.matches(".filter select")) event.target.form.requestSubmit();
  });

  // A sheet of the bottom bar closes by a tap beside it or by Escape.
  const close = (except) => document.querySelectorAll("details.more[open]").forEach((sheet) => {
    if (!sheet.contains(except)) sheet.open = false;
  });
  on("click", (event) => close(event.target));
  on("keydown", (event) => { if (event.key === "Escape") close(null); });

  on("htmx:sendError", () => say("Sambungan terputus. Isian Anda masih ada di sini; coba kirim lagi."));
  on("htmx:timeout", () => say("Jawaban terlalu lama. Periksa sambungan, lalu coba lagi."));
  on("htmx:responseError", (event) => {
    const code = event.detail.xhr.status;
    say(code === 401 || code === 403 ? "Sesi berakhir atau tidak berwenang. Muat ulang halaman, lalu masuk lagi."
      : code === 429 ? "Terlalu sering dicoba. Tunggu sebentar, lalu coba lagi."
        : code === 503 ? "Server sedang sangat ramai. Isian Anda masih ada di sini; kirim lagi setengah menit lagi."
          : code === 507 ? "Server belum dapat menyimpan. Isian Anda masih ada di sini; beri tahu petugas TI."
            : "Belum berhasil (kode " + code + "). Muat ulang halaman, lalu coba lagi.");
  });
})();

// A report's draft survives loss of power and signal: kept on this device, sent when possible, once.
(() => {
  "use strict";
  const form = document.getElementById("tulis-laporan");
  const list = document.getElementById("draf");
  const owner = (form || list)?.dataset.orang;
  if (!owner) return;
  const STORE = "laporan:" + owner;
  const FIELDS = ["tanggal", "mulai", "selesai", "uraian", "butir_skp", "volume"];
  const SIDE = 1280;
  const WHOLE = 2 * 1024 * 1024; // what travels as it is: the server takes no larger PDF
  const clock = () => new Date().toTimeString().slice(0, 5).replace(":", ".");

  const drafts = () => { try { return JSON.parse(localStorage.getItem(STORE)) || {}; } catch { return {}; } };
  const keep = (all) => { try { localStorage.setItem(STORE, JSON.stringify(all)); return true; } catch { return false; } };
  const put = (key, draft) => {
    const all = drafts();
    all[key] = draft;
    if (keep(all)) return true;
    all[key] = { ...draft, berkas: [], siap: false }; // without its files it must not go by itself
    return keep(all) && "tanpa berkas";
  };
  const forget = (key) => { const all = drafts(); delete all[key]; keep(all); };

  // Photos are made small before they travel.
  const asUrl = (blob) => new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = fail;
    reader.readAsDataURL(blob);
  });
  const shrink = async (file) => {
    if (!file.type.startsWith("image/")) return asUrl(file);
    try {
      const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, SIDE / Math.max(photo.width, photo.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(photo.width * scale);
      canvas.height = Math.round(photo.height * scale);
      canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
      photo.close();
      return canvas.toDataURL("image/jpeg", 0.7);
    } catch { return asUrl(file); } // what the browser cannot read, the server judges
  };
  const asFile = ({ nama, url }) => {
    const [head, text] = url.split(",", 2);
    return new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], nama, { type: head.slice(5).split(";")[0] });
  };

  // Sending: the server keeps one report for a key, however often it comes; then it is asked whether it arrived.
  let token = list?.dataset.token || form?.elements.csrf_token.value;
  const freshToken = async () => {
    const page = await (await fetch("/laporan/baru", { redirect: "error" })).text();
    token = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrf_token]").value;
  };
  const arrived = async (key) => {
    const answer = await fetch("/laporan/terkirim/" + key, { redirect: "manual" });
    return answer.ok ? (await answer.json()).jam : "";
  };
  const send = async (key, draft, again = true) => {
    const body = new FormData();
    FIELDS.forEach((name) => body.append(name, draft.isi[name] || ""));
    draft.berkas.forEach((one) => body.append("bukti", asFile(one)));
    body.append("kunci_kirim", key);
    body.append("csrf_token", token);
    const answer = await fetch("/laporan", { method: "POST", body, redirect: "manual" });
    if (answer.status === 400 && again) { await freshToken(); return send(key, draft, false); }
    if (answer.status === 422) return { ditolak: true };
    if (answer.status === 413) return { ditolak: true, besar: true };
    if (answer.type !== "opaqueredirect") return { sibuk: answer.status === 503 || answer.status === 507 };
    return { jam: await arrived(key) };
  };

  if (form) writing();
  if (list) waiting();

  function writing() {
    const said = document.getElementById("keadaan");
    const files = form.elements.bukti;
    const key = () => form.elements.kunci_kirim.value;
    const draft = { isi: {}, berkas: [], siap: false };
    const say = (text) => { said.textContent = text; };
    const save = () => {
      FIELDS.forEach((name) => { draft.isi[name] = form.elements[name]?.value || ""; });
      draft.saat = clock();
      const done = put(key(), draft);
      say(done === true ? "Tersimpan di HP " + draft.saat + ", belum terkirim."
        : done ? "Tulisan tersimpan di HP, bukti dukung belum: tempat di HP penuh." : "HP tidak dapat menyimpan; segera kirim.");
    };
    const show = () => {
      const hold = new DataTransfer();
      const place = document.getElementById("pratinjau");
      place.replaceChildren(...draft.berkas.map((one) => {
        const item = document.createElement("li");
        const photo = document.createElement(one.url.startsWith("data:image") ? "img" : "span");
        if (photo.alt === undefined) photo.textContent = one.nama;
        else { photo.src = one.url; photo.alt = one.nama; }
        item.append(photo);
        hold.items.add(asFile(one));
        return item;
      }));
      files.files = hold.files;
    };
    files.addEventListener("change", async () => {
      const chosen = [...files.files];
      const large = chosen.find((file) => !file.type.startsWith("image/") && file.size > WHOLE);
      if (large) {
        show();
        say(large.name + " lebih besar dari 2 MB. Pilih berkas yang lebih kecil.");
        return;
      }
      say("Mengecilkan foto …");
      draft.berkas = await Promise.all(chosen.map(async (file) => ({ nama: file.name, url: await shrink(file) })));
      show();
      if (form.dataset.baru !== undefined) save();
      else say("");
    });
    document.querySelectorAll("[data-salin]").forEach((way) => way.addEventListener("click", (event) => {
      event.preventDefault();
      form.elements.uraian.value = way.dataset.salin;
      if (form.elements.butir_skp) form.elements.butir_skp.value = way.dataset.butir;
      if (form.dataset.baru !== undefined) save();
      form.querySelector(".actions .btn").focus();
    }));
    if (form.dataset.baru === undefined) return;

    const asked = location.hash.replace("#draf=", "");
    const all = drafts();
    const found = all[asked] ? asked : all[key()] ? key()
      : !form.elements.uraian.value && Object.keys(all).find((one) => all[one].isi.tanggal === form.elements.tanggal.value && !all[one].siap);
    if (found) {
      form.elements.kunci_kirim.value = found;
      Object.assign(draft, all[found], { siap: false });
      if (!form.querySelector(".wrong")) {
        FIELDS.forEach((name) => { if (form.elements[name] && draft.isi[name]) form.elements[name].value = draft.isi[name]; });
      }
      show();
      say("Draf dari HP ini, tersimpan " + draft.saat + ", belum terkirim.");
    }
    form.addEventListener("input", (event) => { if (event.target !== files) save(); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      draft.siap = true;
      save();
      say("Mengirim …");
      let answer = {};
      try { answer = await send(key(), draft); } catch { /* no signal: the draft waits */ }
      if (answer.jam) {
        forget(key());
        location.assign("/laporan/" + draft.isi.tanggal);
        return; // the form stays sent: a second tap must not follow
      }
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      if (answer.ditolak) {
        draft.siap = false;
        put(key(), draft);
        if (answer.besar) say("Bukti dukung terlalu besar. Pilih berkas yang lebih kecil, PDF paling besar 2 MB, lalu kirim lagi.");
        else form.submit(); // the same once more as a page, which says beside the field what is wrong
      } else {
        say("Tersimpan di HP " + draft.saat + ", belum terkirim. "
          + (answer.sibuk ? "Server sedang sibuk; dikirim sendiri sebentar lagi." : "Dikirim sendiri begitu tersambung."));
      }
    });
    const again = async () => {
      if (!draft.siap) return;
      try {
        const { jam } = await send(key(), draft);
        if (jam) { forget(key()); say("Terkirim " + jam + "."); location.assign("/laporan/" + draft.isi.tanggal); }
      } catch { /* still none */ }
    };
    window.addEventListener("online", again);
    window.setInterval(again, 30000);
  }

  function waiting() {
    const line = (key, draft) => {
      const box = document.createElement("div");
      box.className = "notice warn";
      const text = document.createElement("p");
      const open = document.createElement("a");
      open.href = "/laporan/" + draft.isi.tanggal + "/baru#draf=" + key;
      open.textContent = draft.isi.uraian.slice(0, 60) || "Draf laporan";
      const state = document.createElement("span");
      state.textContent = draft.siap ? ": tersimpan di HP " + draft.saat + ", menunggu sambungan." : ": tersimpan di HP " + draft.saat + ", belum dikirim.";
      text.append(open, state);
      box.append(text);
      return { box, state };
    };
    const shown = {};
    const look = async () => {
      for (const [key, draft] of Object.entries(drafts())) {
        if (!shown[key]) { shown[key] = line(key, draft); list.append(shown[key].box); }
        if (!draft.siap) continue;
        try {
          const answer = await send(key, draft);
          if (answer.jam) {
            forget(key);
            shown[key].box.className = "notice good";
            shown[key].state.textContent = ": terkirim " + answer.jam + ".";
          } else if (answer.ditolak) {
            put(key, { ...draft, siap: false });
            shown[key].state.textContent = ": belum diterima. Buka untuk melihat sebabnya.";
          }
        } catch { /* no signal: next time */ }
      }
    };
    look();
    window.addEventListener("online", look);
    window.setInterval(look, 30000);
  }
})();

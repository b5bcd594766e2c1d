"""Who may open the pages about the box itself; nothing there is about a person or an amount."""

from __future__ import annotations

from appliance.access_row import Allow, to

READ = to("admin bkpsdm", write="")

BOX: dict[str, Allow] = {
    "kesehatan.index": READ,
    "kesehatan.pages": READ,
    "kesehatan.page_days": READ,
    "gangguan_kotak.index": READ,
    "gangguan_kotak.show": READ,
    "gangguan_kotak.annotate": to("admin"),
    "paket.show": to("admin", write=""),
    "paket.create": to("admin"),
    "cadangan.index": to("admin"),
    "cadangan.sheet": to("admin"),
    "cadangan.print_sheet": to("admin"),
}

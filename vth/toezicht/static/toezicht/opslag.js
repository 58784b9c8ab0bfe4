// Everything that an inspector takes along or makes stands here, on the device, within a second after each change. A write is
// done when the device says that it is on the disk (`durability: strict`); until then nothing is called safe.

const BAKKEN = { bezoeken: "id", stukken: "id", fotos: "id", meta: "naam" };

export function openOpslag(naam) {
  return new Promise((klaar, mis) => {
    const vraag = indexedDB.open(naam, 1);
    vraag.onupgradeneeded = () => {
      for (const [bak, sleutel] of Object.entries(BAKKEN)) vraag.result.createObjectStore(bak, { keyPath: sleutel });
      const stukken = vraag.transaction.objectStore("stukken");
      stukken.createIndex("controle", "controle");
      stukken.createIndex("plek", ["controle", "soort", "lijst", "vraag"]);
    };
    vraag.onsuccess = () => klaar(new Opslag(vraag.result));
    vraag.onerror = () => mis(vraag.error);
  });
}

const ask = (vraag) => new Promise((klaar, mis) => {
  vraag.onsuccess = () => klaar(vraag.result);
  vraag.onerror = () => mis(vraag.error);
});

class Opslag {
  constructor(db) {
    this.db = db;
    db.onversionchange = () => db.close();
  }

  // Do something in one transaction; ready when it is on the disk.
  async write(bakken, doe) {
    const handeling = this.db.transaction(bakken, "readwrite", { durability: "strict" });
    const klaar = new Promise((goed, mis) => {
      handeling.oncomplete = goed;
      handeling.onabort = () => mis(handeling.error || new Error("Het toestel kon dit niet bewaren. Maak ruimte vrij en probeer het opnieuw."));
    });
    const uitkomst = await doe(...bakken.map((bak) => handeling.objectStore(bak)));
    await klaar;
    return uitkomst;
  }

  put(bak, ding) { return this.write([bak], (b) => ask(b.put(ding))); }

  get(bak, sleutel) { return ask(this.db.transaction(bak).objectStore(bak).get(sleutel)); }

  all(bak) { return ask(this.db.transaction(bak).objectStore(bak).getAll()); }

  ofControle(controle) { return ask(this.db.transaction("stukken").objectStore("stukken").index("controle").getAll(controle)); }

  // Keep something that was made: over what stands there and was not sent yet, else beside it. Gives what was kept.
  keep(stuk, foto) {
    const bakken = foto ? ["stukken", "fotos"] : ["stukken"];
    return this.write(bakken, async (stukken, fotos) => {
      const plek = [stuk.controle, stuk.soort, stuk.lijst, stuk.vraag];
      const eerdere = ["antwoord", "notitie", "bezoek"].includes(stuk.soort) ? await ask(stukken.index("plek").getAll(plek)) : [];
      const open = eerdere.find((e) => e.staat === "toestel");
      const nieuw = { ...stuk, id: open ? open.id : stuk.id || crypto.randomUUID(), staat: "toestel", reden: "" };
      await ask(stukken.put(nieuw));
      if (foto) await ask(fotos.put({ id: nieuw.id, inhoud: foto }));
      return nieuw;
    });
  }

  // Change what is known of a piece, unless it is not there any more or `mag` says no. Gives what stands there now.
  change(id, deel, mag = () => true) {
    return this.write(["stukken"], async (stukken) => {
      const stuk = await ask(stukken.get(id));
      if (!stuk || !mag(stuk)) return stuk;
      const nieuw = { ...stuk, ...deel };
      await ask(stukken.put(nieuw));
      return nieuw;
    });
  }

  async meta(naam, maak) {
    const rij = await this.get("meta", naam);
    if (rij || !maak) return rij?.waarde;
    const waarde = maak();
    await this.put("meta", { naam, waarde });
    return waarde;
  }

  // Take a visit off the device: only when everything of it has arrived, or when the inspector says that it may go.
  forget(controle) {
    return this.write(["bezoeken", "stukken", "fotos"], async (bezoeken, stukken, fotos) => {
      for (const stuk of await ask(stukken.index("controle").getAll(controle))) {
        await ask(stukken.delete(stuk.id));
        await ask(fotos.delete(stuk.id));
      }
      await ask(bezoeken.delete(controle));
    });
  }
}

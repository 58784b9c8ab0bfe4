// The questions of one checklist on a page: made once, then only shown, hidden and marked, so that who types is not disturbed.
import { NAMEN, deriveStand, listAntwoorden, readAntwoord } from "./lijst.js";
import { RESULTAATNAMEN, make, state } from "./bouw.js";

const GEMIS = { antwoord: "nog te beantwoorden", foto: "hier hoort een foto bij", toelichting: "hier hoort een toelichting bij" };
const NORMEN = { bal: "Bal artikel", paragraaf: "Bal paragraaf", zorgplicht: "Zorgplicht", voorschrift: "Voorschrift van de vergunning", regel: "Regel" };

export class Vragenlijst {
  // `change(vraag, antwoord, meteen)` is told of every change; `meteen` is false while somebody types.
  constructor({ lijst, feiten, dag, antwoorden, sleutel, change, maakFoto, maakMonster }) {
    Object.assign(this, { lijst, feiten, dag, sleutel, change, maakFoto, maakMonster });
    this.antwoorden = structuredClone(antwoorden);
    this.vakken = new Map();
    this.koppen = new Map();
    this.voortgang = make("p", { class: "veld-voortgang", role: "status" });
    this.meter = make("progress", { max: 1, value: 0, "aria-label": "Voortgang" });
    const hoofdstukken = lijst.hoofdstukken.map((h) => {
      const kop = make("section", { class: "veld-hoofdstuk" },
        make("h3", {}, h.titel), h.uitleg ? make("p", {}, h.uitleg) : null, ...h.vragen.map((v) => this.#makeVraag(v)));
      this.koppen.set(h.code, [kop, h.vragen.map((v) => v.id)]);
      return kop;
    });
    this.element = make("div", { class: "veld-lijst" }, this.voortgang, this.meter, ...hoofdstukken);
    this.update();
  }

  // Take over what was answered elsewhere: another device, or the server.
  replace(vraag, antwoord) {
    this.antwoorden[vraag] = antwoord;
    const vak = this.vakken.get(vraag);
    if (!vak) return;
    const nieuw = this.#makeVraag(vak.vraag);
    vak.element.replaceWith(nieuw);
    this.update();
  }

  mark(vraag, ...tekens) {
    this.vakken.get(vraag)?.staat.replaceChildren(...tekens);
  }

  update() {
    const stand = deriveStand(this.lijst, this.feiten, this.antwoorden, this.dag);
    const zichtbaar = new Set(stand.zichtbaar);
    const voorstellen = new Map(stand.voorstellen.map((v) => [v.vraag, v]));
    const fouten = new Map(stand.fout.map((f) => [f.vraag, f.melding]));
    const gemis = new Map(stand.ontbreekt.map((g) => [g.vraag, g.wat]));
    for (const [id, vak] of this.vakken) {
      vak.element.hidden = !zichtbaar.has(id);
      const voorstel = voorstellen.get(id), fout = fouten.get(id) || "";
      vak.fout.textContent = fout;
      vak.element.classList.toggle("veld-vraag--fout", Boolean(fout));
      const tekens = voorstel ? [state(voorstel.resultaat, RESULTAATNAMEN[voorstel.resultaat])] : [];
      const gelezen = fout ? "" : this.#sayGelezen(vak.vraag);
      if (gelezen) tekens.push(make("span", { class: "veld-zacht" }, gelezen));
      if (!fout && gemis.has(id)) tekens.push(make("span", { class: "veld-gemis" }, GEMIS[gemis.get(id)]));
      vak.uitkomst.replaceChildren(...tekens);
      if (gemis.get(id) === "toelichting") vak.toelichting.open = true;
    }
    for (const [kop, ids] of this.koppen.values()) kop.hidden = !ids.some((id) => zichtbaar.has(id));
    this.voortgang.textContent = `${stand.beantwoord} van ${stand.totaal} vragen beantwoord` +
      (stand.fout.length ? `, ${stand.fout.length} niet goed ingevuld` : "");
    this.meter.max = stand.totaal || 1;
    this.meter.value = stand.beantwoord;
    this.stand = stand;
  }

  // A number that was typed otherwise than it was read is shown as it was read, so that who typed 1.500 sees 1500.
  #sayGelezen(vraag) {
    const antwoord = this.antwoorden[vraag.id];
    if (vraag.soort !== "getal" || typeof antwoord?.waarde !== "string") return "";
    const { tekst, codes } = readAntwoord(vraag, antwoord, this.dag);
    const eenheid = antwoord.eenheid || vraag.eenheden[0]?.code || "";
    return codes[0] !== "ingevuld" || tekst === `${antwoord.waarde.trim()} ${eenheid}`.trim() ? "" : `gelezen als ${tekst}`;
  }

  #set(vraag, deel, meteen) {
    const oud = this.antwoorden[vraag.id];
    this.antwoorden[vraag.id] = { waarde: null, eenheid: "", toelichting: "", fotos: [], ...oud, ...deel };
    this.update();
    this.change(vraag.id, this.antwoorden[vraag.id], meteen);
  }

  #makeVraag(vraag) {
    const id = `${this.sleutel}-${vraag.id}`;
    const fout = make("p", { class: "veld-fout", id: `${id}-fout`, role: "alert" });
    const uitkomst = make("p", { class: "veld-uitkomst", "aria-live": "polite" });
    const staat = make("p", { class: "veld-stand" });
    const huidig = this.antwoorden[vraag.id] || {};
    const toelichting = make("details", { class: "veld-toelichting", open: Boolean(huidig.toelichting) },
      make("summary", {}, "Toelichting"), this.#makeTekst(vraag, `${id}-toelichting`, "toelichting", "Toelichting bij het antwoord"));
    const norm = vraag.norm && make("p", { class: "veld-norm" },
      [NORMEN[vraag.norm.soort], vraag.norm.plaats, vraag.norm.omschrijving].filter(Boolean).join(" "),
      vraag.norm.zekerheid === "vastgesteld" ? null : make("span", { class: "veld-zekerheid" }, ` (${vraag.norm.zekerheid})`));
    const element = make("fieldset", { class: "veld-vraag", "data-vraag": vraag.id, "aria-describedby": `${id}-fout` },
      make("legend", {}, vraag.tekst),
      vraag.hulp ? make("details", { class: "veld-hulp" }, make("summary", {}, "Waar let ik op"), make("p", {}, vraag.hulp), norm) : norm,
      this.#makeInvoer(vraag, id), fout, uitkomst, toelichting,
      this.maakFoto && vraag.soort !== "foto" ? this.maakFoto(vraag, (fotos) => this.#set(vraag, { fotos }, true), huidig.fotos || []) : null,
      staat);
    this.vakken.set(vraag.id, { vraag, element, fout, uitkomst, staat, toelichting });
    return element;
  }

  #makeTekst(vraag, id, deel, label) {
    const vak = make("textarea", {
      id, rows: 3, "aria-label": label,
      oninput: () => this.#set(vraag, { [deel]: vak.value }, false), onchange: () => this.#set(vraag, { [deel]: vak.value }, true),
    });
    vak.value = (this.antwoorden[vraag.id] || {})[deel] || "";
    return vak;
  }

  #makeInvoer(vraag, id) {
    switch (vraag.soort) {
      case "ja_nee": case "keuze": case "meerkeuze": return this.#makeKeuzes(vraag, id);
      case "getal": return this.#makeGetal(vraag, id);
      case "datum": return make("div", {}, this.#makeVeld(vraag, id, { type: "date", "aria-label": "Datum" }), this.#makeAnders(vraag, id));
      case "tekst": return make("div", {}, this.#makeTekst(vraag, id, "waarde", "Antwoord"), this.#makeAnders(vraag, id));
      case "foto": return this.#makeLijst(vraag, this.maakFoto);
    }
    return this.#makeLijst(vraag, this.maakMonster);
  }

  #makeLijst(vraag, maak) {
    const nu = (this.antwoorden[vraag.id] || {}).waarde;
    if (!maak) return make("p", { class: "veld-zacht" }, "Dit vult u in het veld in.");
    return maak(vraag, (waarde) => this.#set(vraag, { waarde }, true), Array.isArray(nu) ? nu : []);
  }

  // A radio group for one choice, boxes for several; nvt and onbekend always stand alone.
  #makeKeuzes(vraag, id) {
    const meer = vraag.soort === "meerkeuze", nu = (this.antwoorden[vraag.id] || {}).waarde;
    const aan = new Set(Array.isArray(nu) ? nu : nu ? [nu] : []);
    const vakken = listAntwoorden(vraag).map((code) => {
      const naam = (vraag.keuzes.find((k) => k.code === code) || {}).tekst || NAMEN[code] || code;
      const invoer = make("input", { type: meer ? "checkbox" : "radio", name: id, value: code, checked: aan.has(code), id: `${id}-${code}` });
      invoer.addEventListener("change", () => this.#choose(vraag, vakken.map((v) => v.invoer), invoer, meer));
      return { invoer, label: make("label", { class: "veld-keuze", for: `${id}-${code}` }, invoer, make("span", {}, naam)) };
    });
    return make("div", { class: "veld-keuzes" }, vakken.map((v) => v.label));
  }

  #choose(vraag, vakken, gekozen, meer) {
    if (!meer) return this.#set(vraag, { waarde: gekozen.value }, true);
    const alleen = (vak) => ["nvt", "onbekend"].includes(vak.value);
    if (gekozen.checked) for (const vak of vakken) if (vak !== gekozen && (alleen(gekozen) || alleen(vak))) vak.checked = false;
    return this.#set(vraag, { waarde: vakken.filter((v) => v.checked).map((v) => v.value) }, true);
  }

  #makeVeld(vraag, id, soort) {
    const vak = make("input", {
      id, autocomplete: "off", ...soort,
      oninput: () => this.#set(vraag, { waarde: vak.value }, false), onchange: () => this.#set(vraag, { waarde: vak.value }, true),
    });
    const nu = (this.antwoorden[vraag.id] || {}).waarde;
    vak.value = typeof nu === "string" && !["nvt", "onbekend"].includes(nu) ? nu : "";
    return vak;
  }

  #makeGetal(vraag, id) {
    const veld = this.#makeVeld(vraag, id, { type: "text", inputmode: "decimal", "aria-label": "Getal", size: 8 });
    const eenheden = vraag.eenheden.length > 1
      ? make("select", { "aria-label": "Eenheid", onchange: (e) => this.#set(vraag, { eenheid: e.target.value }, true) },
        vraag.eenheden.map((e) => make("option", { value: e.code, selected: e.code === (this.antwoorden[vraag.id] || {}).eenheid }, e.code)))
      : vraag.eenheden.map((e) => make("span", {}, e.code));
    return make("div", { class: "veld-getal" }, veld, eenheden, this.#makeAnders(vraag, id));
  }

  // What cannot be typed: not applicable, or not to be established.
  #makeAnders(vraag, id) {
    if (!vraag.norm) return null;
    const nu = (this.antwoorden[vraag.id] || {}).waarde;
    const keuzes = [["", "ingevuld"], ["nvt", NAMEN.nvt], ["onbekend", NAMEN.onbekend]];
    return make("select", {
      "aria-label": "Of anders", id: `${id}-anders`,
      onchange: (e) => {
        const veld = document.getElementById(id);
        if (e.target.value) veld.value = "";
        this.#set(vraag, { waarde: e.target.value || veld.value }, true);
      },
    }, keuzes.map(([code, naam]) => make("option", { value: code, selected: code === nu }, naam)));
  }
}

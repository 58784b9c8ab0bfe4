// The engine of a checklist on the phone: the same as `vth/toezicht/lijst/rules.py` and `antwoord.py`, held against them by a
// test. It works on the plain form of a list (`Checklist.as_dict`): nothing is looked up and nothing is parsed here.

const RESULTATEN = ["overtreden", "nader_onderzoek", "akkoord_na_aanwijzing", "nageleefd", "niet_van_toepassing"];
const STANDAARD = { nvt: "niet_van_toepassing", onbekend: "nader_onderzoek", hersteld: "akkoord_na_aanwijzing" };
export const NAMEN = {
  ja: "ja", nee: "nee", hersteld: "nee, maar tijdens het bezoek hersteld", nvt: "niet van toepassing",
  onbekend: "niet vast te stellen", binnen: "binnen de grens", buiten: "buiten de grens", ingevuld: "ingevuld",
};
const GETAL = /^(<?) *([0-9+.,-]+)$/;
const LANGSTE = 40;
const DUIZENDTALLEN = /^[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?$/;
const KOMMA = /^[+-]?[0-9]+(?:,[0-9]+)?$/;
const PUNT = /^[+-]?(?:0|[1-9][0-9]*)\.[0-9]+$/;
const DAG = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const NIETS = Object.freeze({ codes: [], uitkomsten: [], getal: null, tekst: "", fout: "" });

const strip = (tekst) => tekst.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
const round = (getal) => Number(getal.toPrecision(12));
const fault = (fout) => ({ ...NIETS, fout });
const findKeuze = (vraag, code) => (vraag.keuzes.find((k) => k.code === code) || {}).tekst;
const isAnswered = (gelezen) => gelezen.codes.length > 0 && !gelezen.fout;

export function listAntwoorden(vraag) {
  let eigen;
  if (vraag.soort === "ja_nee") eigen = ["ja", "nee", ...("hersteld" in vraag.bevinding ? ["hersteld"] : [])];
  else if (vraag.soort === "keuze" || vraag.soort === "meerkeuze") eigen = vraag.keuzes.map((k) => k.code);
  else eigen = vraag.grens ? ["binnen", "buiten"] : ["ingevuld"];
  return vraag.norm ? [...eigen, "nvt", "onbekend"] : eigen;
}

function makeAntwoord(vorm) {
  const leeg = { waarde: null, eenheid: "", toelichting: "", fotos: [] };
  if (vorm === undefined || vorm === null) return leeg;
  if (typeof vorm !== "object" || Array.isArray(vorm)) return { ...leeg, waarde: vorm };
  return {
    waarde: vorm.waarde ?? null, eenheid: vorm.eenheid || "", toelichting: vorm.toelichting || "",
    fotos: Array.isArray(vorm.fotos) ? vorm.fotos : [],
  };
}

export function readAntwoord(vraag, vorm, dag) {
  const antwoord = makeAntwoord(vorm);
  const { waarde } = antwoord;
  if (waarde === null || waarde === "" || (Array.isArray(waarde) && !waarde.length)) return NIETS;
  if ((waarde === "nvt" || waarde === "onbekend") && listAntwoorden(vraag).includes(waarde)) {
    return { ...NIETS, codes: [waarde], uitkomsten: [waarde], tekst: waarde };
  }
  switch (vraag.soort) {
    case "ja_nee": case "keuze": case "meerkeuze": return readKeuze(vraag, waarde);
    case "getal": return readGetal(vraag, antwoord);
    case "datum": return readDatum(vraag, waarde, dag);
    case "foto": case "monster": return readLijst(vraag, waarde);
  }
  if (typeof waarde !== "string") return fault("Dit is geen tekst. Typ het antwoord in.");
  return { ...NIETS, codes: ["ingevuld"], uitkomsten: ["ingevuld"], tekst: waarde };
}

function readKeuze(vraag, waarde) {
  const gekozen = typeof waarde === "string" ? [waarde] : waarde;
  if (!Array.isArray(gekozen) || !gekozen.every((g) => typeof g === "string")) {
    return fault("Dit is geen keuze van deze vraag. Kies een van de antwoorden.");
  }
  const mogelijk = listAntwoorden(vraag);
  const vreemd = gekozen.find((g) => !mogelijk.includes(g));
  if (vreemd !== undefined) {
    return fault(`${vreemd} is geen antwoord op deze vraag. Kies uit: ${mogelijk.join(", ")}.`);
  }
  const alleen = gekozen.includes("nvt") || gekozen.includes("onbekend");
  if (gekozen.length > 1 && (vraag.soort !== "meerkeuze" || alleen)) {
    return fault("Hier kan één antwoord. Laat er een staan.");
  }
  const codes = mogelijk.filter((a) => gekozen.includes(a));
  return { ...NIETS, codes, uitkomsten: codes, tekst: codes.map((c) => findKeuze(vraag, c) || c).join(", ") };
}

// The one reader of typed numbers, as `vth/vormgeving/getallen.py`: `1.500` is 1500, `12.5` is 12,5. Gives it with a point for the
// decimals and nothing that means nothing, or null for what is no number; both read the cases of `getallen.yaml`.
export function readTyped(tekst) {
  if (tekst.length > LANGSTE) return null;
  let kaal = null;
  if (DUIZENDTALLEN.test(tekst)) kaal = tekst.replaceAll(".", "").replace(",", ".");
  else if (KOMMA.test(tekst)) kaal = tekst.replace(",", ".");
  else if (PUNT.test(tekst)) kaal = tekst;
  return kaal && kaal.replace(/^\+/, "").replace(/^(-?)0+(?=[0-9])/, "$1");
}

function readGetal(vraag, antwoord) {
  const tekst = typeof antwoord.waarde === "string" ? strip(antwoord.waarde) : "";
  const [, kleiner, getypt] = GETAL.exec(tekst) || ["", "", ""];
  const cijfers = readTyped(getypt);
  if (cijfers === null) return fault(`${tekst || "Dit"} is geen getal. Schrijf bijvoorbeeld 12,5 of 1.500 of <0,05.`);
  const eigen = vraag.eenheden[0];
  const eenheid = antwoord.eenheid || (eigen ? eigen.code : "");
  const maat = vraag.eenheden.find((e) => e.code === eenheid);
  if (eigen && !maat) {
    const mogelijk = vraag.eenheden.map((e) => e.code).join(", ");
    return fault(`${eenheid} is niet om te rekenen naar ${eigen.code}. Kies uit: ${mogelijk}.`);
  }
  let basis = round(Number(cijfers));
  if (maat) basis = round((basis * maat.factor + maat.plus - eigen.plus) / eigen.factor);
  const uitkomst = vraag.grens ? holdGetal(vraag.grens, basis, Boolean(kleiner)) : "ingevuld";
  return {
    codes: ["ingevuld"], uitkomsten: [uitkomst], getal: kleiner ? null : basis, tekst: strip(`${kleiner}${cijfers.replace(".", ",")} ${eenheid}`), fout: "",
  };
}

function holdGetal({ minimum, maximum }, getal, kleiner) {
  if (kleiner) return minimum === null && maximum !== null && getal <= maximum ? "binnen" : "onbekend";
  const buiten = (minimum !== null && getal < minimum) || (maximum !== null && getal > maximum);
  return buiten ? "buiten" : "binnen";
}

function daysIn(jaar, maand) {
  return new Date(Date.UTC(2000 + (jaar % 400), maand, 0)).getUTCDate();
}

function addMaanden(jaar, maand, dag, erbij) {
  const samen = jaar * 12 + maand - 1 + erbij;
  const j = Math.floor(samen / 12), m = (samen % 12) + 1;
  const pad = (n, lang) => String(n).padStart(lang, "0");
  return `${pad(j, 4)}-${pad(m, 2)}-${pad(Math.min(dag, daysIn(j, m)), 2)}`;
}

function readDatum(vraag, waarde, dag) {
  const treffer = typeof waarde === "string" ? DAG.exec(waarde) : null;
  const [jaar, maand, nummer] = treffer ? treffer.slice(1).map(Number) : [0, 0, 0];
  if (jaar < 1900 || maand < 1 || maand > 12 || nummer < 1 || nummer > daysIn(jaar, maand)) {
    return fault(`${typeof waarde === "string" ? waarde : "Dit"} is geen datum. Schrijf jaar-maand-dag, zoals 2026-04-22.`);
  }
  const goed = (uitkomst) => ({ ...NIETS, codes: ["ingevuld"], uitkomsten: [uitkomst], tekst: waarde });
  const maanden = vraag.grens ? vraag.grens.hoogstens_maanden : null;
  if (maanden === null) return goed("ingevuld");
  if (waarde > dag) return fault(`${waarde} ligt na de dag van het bezoek (${dag}). Kijk of het jaar klopt.`);
  return goed(addMaanden(jaar, maand, nummer, maanden) >= dag ? "binnen" : "buiten");
}

function readLijst(vraag, waarde) {
  const wat = vraag.soort === "foto" ? "foto's" : "monsters";
  if (!Array.isArray(waarde) || !waarde.every((w) => typeof w === "string" && w)) {
    return fault(`Hier horen ${wat}. Voeg ze toe met de knop bij de vraag.`);
  }
  return { ...NIETS, codes: ["ingevuld"], uitkomsten: ["ingevuld"], tekst: `${waarde.length} ${wat}` };
}

class Doorloop {
  constructor(lijst, feiten, antwoorden, dag) {
    Object.assign(this, { lijst, feiten, antwoorden, dag, gezien: new Map(), gelezen: new Map() });
    this.vragen = new Map();
    for (const h of lijst.hoofdstukken) for (const v of h.vragen) this.vragen.set(v.id, [h, v]);
  }

  isGesteld(id) {
    if (!this.gezien.has(id)) {
      this.gezien.set(id, false);
      const [hoofdstuk, vraag] = this.vragen.get(id);
      this.gezien.set(id, this.holds(hoofdstuk.als) && this.holds(vraag.als));
    }
    return this.gezien.get(id);
  }

  read(id) {
    if (!this.gelezen.has(id)) {
      this.gelezen.set(id, readAntwoord(this.vragen.get(id)[1], this.antwoorden[id], this.dag));
    }
    return this.gelezen.get(id);
  }

  counts(id) {
    return this.vragen.has(id) && this.isGesteld(id) && isAnswered(this.read(id));
  }

  holds(boom) {
    if (!boom) return true;
    switch (boom[0]) {
      case "of": return boom[1].some((tak) => this.holds(tak));
      case "en": return boom[1].every((tak) => this.holds(tak));
      case "niet": return !this.holds(boom[1]);
      case "beantwoord": return this.counts(boom[1]);
      case "is": return this.compare(...boom.slice(1));
    }
    throw new Error(`${JSON.stringify(boom)} is geen voorwaarde.`);
  }

  compare(bron, naam, teken, waarden) {
    if (bron === "vraag" && !this.counts(naam)) return false;
    if (["<", "<=", ">", ">="].includes(teken)) {
      const { getal } = this.read(naam), grens = Number(waarden[0]);
      if (getal === null) return false;
      return { "<": getal < grens, "<=": getal <= grens, ">": getal > grens, ">=": getal >= grens }[teken];
    }
    const bekend = {
      vraag: () => this.read(naam).codes,
      activiteit: () => this.feiten.activiteiten || [],
      objecttype: () => this.feiten.objecttypen || [],
      locatie: () => [(this.feiten.kenmerken || {})[naam] || ""].filter(Boolean),
    }[bron]();
    const raak = waarden.some((w) => bekend.includes(w));
    return teken === "!=" ? bekend.length > 0 && !raak : raak;
  }
}

function listGemis(vraag, loop) {
  const gelezen = loop.read(vraag.id), antwoord = makeAntwoord(loop.antwoorden[vraag.id]);
  if (!isAnswered(gelezen)) return vraag.verplicht ? [{ vraag: vraag.id, wat: "antwoord" }] : [];
  const raakt = (bij) => bij.some((b) => gelezen.uitkomsten.includes(b));
  const gemis = [];
  if (raakt(vraag.foto_bij) && !antwoord.fotos.length) gemis.push({ vraag: vraag.id, wat: "foto" });
  if (raakt(vraag.toelichting_bij) && !strip(antwoord.toelichting)) gemis.push({ vraag: vraag.id, wat: "toelichting" });
  return gemis;
}

function findRegel(vraag, uitkomst) {
  if (Object.hasOwn(vraag.bevinding, uitkomst)) return vraag.bevinding[uitkomst];
  const resultaat = Object.keys(vraag.bevinding).length ? STANDAARD[uitkomst] : undefined;
  return resultaat ? { resultaat, toelichting: "", gevolg: "", gedrag: "", sevesocategorie: "" } : null;
}

function sayAntwoord(vraag, gelezen, uitkomsten) {
  if (gelezen.codes.length === 1 && gelezen.codes[0] === "ingevuld") return gelezen.tekst;
  return uitkomsten.map((u) => findKeuze(vraag, u) || NAMEN[u] || u).join(", ");
}

function deriveVoorstel(vraag, loop) {
  const gelezen = loop.read(vraag.id);
  if (!vraag.norm || !isAnswered(gelezen)) return null;
  const regels = gelezen.uitkomsten.map((u) => [u, findRegel(vraag, u)]).filter(([, regel]) => regel);
  if (!regels.length) return null;
  const rang = (regel) => RESULTATEN.indexOf(regel.resultaat) * 10 - Number(regel.gevolg || 0);
  const ergste = regels.map(([, r]) => r).reduce((a, b) => (rang(b) < rang(a) ? b : a));
  const zelfde = regels.filter(([, r]) => r.resultaat === ergste.resultaat);
  const delen = [`${vraag.tekst} Antwoord: ${sayAntwoord(vraag, gelezen, zelfde.map(([u]) => u))}.`];
  delen.push(...new Set(zelfde.map(([, r]) => r.toelichting).filter(Boolean)));
  const toelichting = strip(makeAntwoord(loop.antwoorden[vraag.id]).toelichting);
  if (toelichting) delen.push(`Toelichting: ${toelichting}`);
  return {
    vraag: vraag.id, resultaat: ergste.resultaat, toelichting: delen.join(" "), gevolg: ergste.gevolg, gedrag: ergste.gedrag,
    // A list that was taken along before there were categories has none.
    sevesocategorie: ergste.sevesocategorie || "",
  };
}

// How a checklist stands: `feiten` of the site, `antwoorden` by question, `dag` of the visit as jaar-maand-dag.
export function deriveStand(lijst, feiten, antwoorden, dag) {
  const loop = new Doorloop(lijst, feiten, antwoorden, dag);
  const zichtbaar = [...loop.vragen.values()].map(([, v]) => v).filter((v) => loop.isGesteld(v.id));
  const ids = new Set(zichtbaar.map((v) => v.id));
  return {
    zichtbaar: [...ids],
    ontbreekt: zichtbaar.flatMap((v) => listGemis(v, loop)),
    fout: zichtbaar.filter((v) => loop.read(v.id).fout).map((v) => ({ vraag: v.id, melding: loop.read(v.id).fout })),
    voorstellen: zichtbaar.map((v) => deriveVoorstel(v, loop)).filter(Boolean),
    beantwoord: zichtbaar.filter((v) => isAnswered(loop.read(v.id))).length,
    totaal: zichtbaar.length,
    telt_niet: Object.keys(antwoorden).filter((id) => !ids.has(id)).sort(),
  };
}

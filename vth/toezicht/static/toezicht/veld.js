// The app of the inspector in the field: what was taken along, the questions, photos, notes and samples, and what was sent.
import { make, state } from "./bouw.js";
import { ORIGINEEL_MB, readFoto } from "./foto.js";
import { openOpslag } from "./opslag.js";
import { Vragenlijst } from "./vragen.js";
import { Zender } from "./zend.js";

const STATEN = { toestel: "op dit toestel", onderweg: "onderweg", aangekomen: "aangekomen", geweigerd: "geweigerd" };
const DELEN = { voorbereiding: "Voorbereiding", vragen: "Vragen", notities: "Foto's en notities", monsters: "Monsters", bezoek: "Bezoek", stukken: "Versturen" };
const RUST = 300;
const KLOK_MAG = 120000;
const app = document.getElementById("app");
const balk = document.getElementById("balk");
const { basis, actor, aanmelden } = document.body.dataset;

const veld = { lijsten: [], wachtend: new Map() };

async function start() {
  veld.opslag = await openOpslag(`veld-${actor}`);
  navigator.storage?.persist?.();
  const toestel = await veld.opslag.meta("toestel", () => crypto.randomUUID());
  veld.zender = new Zender({ opslag: veld.opslag, basis, toestel, changed, followed });
  veld.zender.klokverschil = (await veld.opslag.meta("klokverschil")) || 0;
  window.addEventListener("hashchange", show);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
  for (const soort of ["online", "offline"]) window.addEventListener(soort, showBalk);
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(`${basis}dienst.js`, { scope: basis });
  await show();
  veld.zender.wake();
}

// ---- what stands above every page: is everything safe, and has it been sent

async function showBalk() {
  const stukken = await veld.opslag.all("stukken");
  const tel = (staat) => stukken.filter((s) => s.staat === staat).length;
  const open = tel("toestel") + tel("onderweg"), fout = tel("geweigerd");
  const delen = [navigator.onLine ? "Verbinding" : "Geen verbinding"];
  delen.push(open ? `${open} nog te versturen, veilig op dit toestel` : "alles is verstuurd");
  if (fout) delen.push(`${fout} geweigerd, zie Versturen`);
  const klok = veld.zender.klokverschil;
  const regels = [make("p", { "data-open": open, "data-fout": fout }, delen.join(" · "))];
  if (Math.abs(klok) > KLOK_MAG) {
    const minuten = Math.round(Math.abs(klok) / 60000);
    regels.push(make("p", { class: "veld-gemis" }, `De klok van dit toestel loopt ${minuten} minuten ${klok < 0 ? "voor" : "achter"}. De tijden worden bij het versturen rechtgezet.`));
  }
  if (veld.zender.melding) {
    const niet = veld.zender.melding.includes("aangemeld");
    regels.push(make("p", {}, veld.zender.melding, niet ? make("a", { href: aanmelden }, " Aanmelden") : null));
  }
  balk.replaceChildren(...regels);
}

// Something was sent, arrived or was refused: show it where it stands.
async function changed(stuk) {
  if (!stuk) {
    veld.opslag.put("meta", { naam: "klokverschil", waarde: veld.zender.klokverschil });
  } else if (stuk.soort === "antwoord") {
    for (const lijst of veld.lijsten) if (lijst.sleutel === stuk.lijst) markAntwoord(lijst, stuk);
  }
  for (const vak of app.querySelectorAll(stuk ? `[data-stuk="${stuk.id}"]` : "[data-niets]")) vak.replaceChildren(...sayStuk(stuk));
  await showBalk();
}

// After sending: what happened to these visits meanwhile.
async function followed(controles) {
  for (const id of controles) {
    const bezoek = await veld.opslag.get("bezoeken", id);
    if (!bezoek) continue;
    const stand = await veld.zender.ask(`bezoeken/${id}/stand`);
    if (stand.let_op !== bezoek.let_op || stand.staat !== bezoek.staat) await veld.opslag.put("bezoeken", { ...bezoek, ...stand });
    const vak = app.querySelector("[data-letop]");
    if (vak && location.hash.includes(id)) vak.textContent = stand.let_op;
  }
}

function sayStuk(stuk) {
  const delen = [state(stuk.staat, STATEN[stuk.staat])];
  if (stuk.reden) delen.push(make("span", { class: "veld-gemis" }, ` ${stuk.reden}`));
  if (stuk.let_op) delen.push(make("span", { class: "veld-gemis" }, ` ${stuk.let_op}`));
  return delen;
}

// ---- keeping what is made

async function keep(stuk, foto) {
  const heel = { id: crypto.randomUUID(), lijst: "", vraag: "", toesteltijd: Date.now(), ...stuk };
  try {
    const bewaard = await veld.opslag.keep(heel, foto);
    await changed(bewaard);
    veld.zender.wake();
    return bewaard;
  } catch (fout) {
    balk.replaceChildren(make("p", { class: "veld-fout", role: "alert" }, `NIET bewaard: ${fout.message}`));
    throw fout;
  }
}

// While somebody types, keep after a short rest; at once when the page goes away.
function keepSoon(plek, doe, meteen) {
  const wacht = veld.wachtend.get(plek);
  if (wacht) clearTimeout(wacht.wekker);
  const nu = () => { veld.wachtend.delete(plek); return doe(); };
  if (meteen) return nu();
  veld.wachtend.set(plek, { nu, wekker: setTimeout(nu, RUST) });
  return undefined;
}

function flush() {
  for (const { nu, wekker } of [...veld.wachtend.values()]) { clearTimeout(wekker); nu(); }
}

// ---- pages

async function show() {
  flush();
  veld.lijsten = [];
  const [, bezoekId, deel] = /^#\/bezoek\/([0-9a-f-]{36})(?:\/(\w+))?$/.exec(location.hash) || [];
  const bezoek = bezoekId && (await veld.opslag.get("bezoeken", bezoekId));
  app.replaceChildren(...(bezoek ? await showBezoek(bezoek, deel || "voorbereiding") : await showStart()));
  app.querySelector("h1")?.focus();
  await showBalk();
}

async function showStart() {
  const mee = await veld.opslag.all("bezoeken");
  const rij = (b) => make("li", {}, make("a", { class: "veld-bezoek", href: `#/bezoek/${b.id}` }, make("strong", {}, b.omschrijving), make("span", {}, `${b.kenmerk} · ${b.gepland_op || "geen dag"}`)));
  const gepland = make("div", { "aria-live": "polite" });
  const knop = make("button", { class: "veld-knop", type: "button", onclick: () => showGepland(gepland, new Set(mee.map((b) => b.id))) }, "Haal mijn geplande bezoeken op");
  return [
    make("h1", { tabindex: -1 }, "Op bezoek"),
    showKlaar(),
    make("h2", {}, "Op dit toestel"),
    mee.length ? make("ul", { class: "veld-rijen" }, mee.map(rij)) : make("p", {}, "Er staat nog geen bezoek op dit toestel. Haal uw bezoeken op zolang u verbinding hebt, en neem mee wat u nodig hebt."),
    make("h2", {}, "Meenemen"), knop, gepland,
  ];
}

// Whether one can leave: the app itself must be on the device before the network goes.
function showKlaar() {
  const zin = make("p", { role: "status" }, "Deze app wordt klaargezet om zonder netwerk te werken. Wacht nog even met vertrekken.");
  if (!("serviceWorker" in navigator)) zin.textContent = "Deze browser kan de app niet zonder netwerk openen. Laat haar open staan; wat u maakt blijft wel bewaard.";
  else navigator.serviceWorker.ready.then(() => { zin.textContent = "Klaar om zonder netwerk te werken."; });
  return zin;
}

async function showGepland(vak, al) {
  vak.replaceChildren(make("p", {}, "Bezig met ophalen…"));
  try {
    const { bezoeken } = await veld.zender.ask("bezoeken");
    const rij = (b) => make("li", {}, make("strong", {}, b.omschrijving), ` ${b.kenmerk} · ${b.gepland_op || "geen dag"} `,
      make("button", { class: "veld-knop", type: "button", onclick: (e) => take(e.target, b.id) }, al.has(b.id) ? "Werk bij" : "Neem mee"));
    vak.replaceChildren(bezoeken.length ? make("ul", { class: "veld-rijen" }, bezoeken.map(rij)) : make("p", {}, "U hebt geen bezoeken die nog gedaan moeten worden. Plan er een in het dossier."));
  } catch (fout) {
    vak.replaceChildren(make("p", { class: "veld-fout", role: "alert" }, fout.message.includes("fetch") || fout.name === "TimeoutError" ? "Er is geen verbinding. Wat al op dit toestel staat, kunt u gebruiken." : fout.message || "U bent niet aangemeld.", make("a", { href: aanmelden }, " Aanmelden")));
  }
}

async function take(knop, id) {
  knop.disabled = true;
  try {
    await veld.zender.measure();
    await veld.opslag.put("bezoeken", await veld.zender.ask(`bezoeken/${id}/meenemen`, { method: "POST" }));
    location.hash = `#/bezoek/${id}`;
  } catch (fout) {
    knop.disabled = false;
    knop.after(make("p", { class: "veld-fout", role: "alert" }, fout.message || "Meenemen lukt niet. Probeer het opnieuw als u verbinding hebt."));
  }
}

async function showBezoek(bezoek, deel) {
  const pagina = { voorbereiding: showVoorbereiding, vragen: showVragen, notities: showNotities, monsters: showMonsters, bezoek: showVerloop, stukken: showStukken };
  const tabs = Object.entries(DELEN).map(([code, naam]) => make("a", { href: `#/bezoek/${bezoek.id}/${code}`, "aria-current": code === deel ? "page" : undefined }, naam));
  return [
    make("p", {}, make("a", { href: "#/" }, "Alle bezoeken")),
    make("h1", { tabindex: -1 }, bezoek.omschrijving),
    make("p", { class: "veld-zacht" }, `${bezoek.kenmerk} · meegenomen op ${new Date(bezoek.meegenomen_op).toLocaleString("nl-NL")}`),
    make("p", { class: "veld-gemis", role: "alert", "data-letop": true }, bezoek.let_op),
    make("nav", { class: "veld-tabs", "aria-label": "Delen van het bezoek" }, tabs),
    ...(await (pagina[deel] || showVoorbereiding)(bezoek)),
  ].filter(Boolean);
}

function showVoorbereiding(bezoek) {
  if (!bezoek.voorbereiding.length) return [make("p", {}, "Over deze plek is niets bekend.")];
  return bezoek.voorbereiding.flatMap(({ titel, regels }) => [
    make("h2", {}, titel),
    make("dl", { class: "veld-feiten" }, regels.flatMap(([naam, tekst]) => [make("dt", {}, naam), make("dd", {}, tekst)])),
  ]);
}

// The answers as they count now: the latest of each question, of this device or of another one.
async function listAntwoorden(bezoek, lijst) {
  const beste = new Map(bezoek.antwoorden.filter((a) => a.lijst === lijst).map((a) => [a.vraag, { op: a.geldt_op, inhoud: a.inhoud, stuk: null }]));
  for (const stuk of await veld.opslag.ofControle(bezoek.id)) {
    if (stuk.soort !== "antwoord" || stuk.lijst !== lijst) continue;
    const op = stuk.toesteltijd + veld.zender.klokverschil;
    if (!beste.has(stuk.vraag) || beste.get(stuk.vraag).op <= op) beste.set(stuk.vraag, { op, inhoud: stuk.inhoud, stuk });
  }
  return beste;
}

// The day of the visit: that on which the inspector began, else that for which it was taken along.
async function findDag(bezoek) {
  const begonnen = (await veld.opslag.ofControle(bezoek.id)).filter((s) => s.soort === "bezoek" && s.inhoud.begonnen_op).map((s) => s.inhoud.begonnen_op);
  return begonnen.length ? new Date(Math.max(...begonnen)).toLocaleDateString("sv-SE") : bezoek.dag;
}

async function showVragen(bezoek) {
  if (!bezoek.lijsten.length) return [make("p", {}, "Bij dit bezoek is geen checklist gekozen. Kies er een in het dossier en werk het bezoek bij.")];
  const uit = [], dag = await findDag(bezoek);
  for (const deel of bezoek.lijsten) {
    const beste = await listAntwoorden(bezoek, deel.id);
    const antwoorden = Object.fromEntries([...beste].map(([vraag, { inhoud }]) => [vraag, inhoud]));
    const lijst = new Vragenlijst({
      lijst: deel.inhoud, feiten: deel.feiten, dag, antwoorden, sleutel: deel.id,
      maakFoto: (vraag, set, nu) => makeFotos(bezoek, deel.id, vraag, set, nu),
      maakMonster: (vraag, set, nu) => makeMonsters(bezoek, set, nu),
      change: (vraag, inhoud, meteen) => keepSoon(`${deel.id}/${vraag}`, () => keep({ controle: bezoek.id, soort: "antwoord", lijst: deel.id, vraag, inhoud: structuredClone(inhoud) }), meteen),
    });
    for (const { stuk } of beste.values()) if (stuk) markAntwoord(lijst, stuk);
    veld.lijsten.push(lijst);
    uit.push(make("h2", {}, deel.inhoud.titel), deel.inhoud.uitleg ? make("p", {}, deel.inhoud.uitleg) : null, lijst.element);
  }
  uit.push(make("p", { class: "veld-zacht" }, "Wordt een vraag op twee toestellen beantwoord, dan telt het antwoord dat het laatst is gegeven. Beide blijven bewaard en u ziet ze allebei."));
  return uit.filter(Boolean);
}

function markAntwoord(lijst, stuk) {
  const tekens = sayStuk(stuk);
  if (stuk.ander) {
    const anders = [].concat(stuk.ander.inhoud.waarde ?? "").join(", ");
    const wie = `${stuk.ander.door} antwoordde ${new Date(stuk.ander.geldt_op).toLocaleString("nl-NL")} op een ander toestel: ${anders || "niets"}. `;
    tekens.push(make("span", { class: "veld-ander" }, wie, stuk.geldt ? "Uw antwoord is later en telt." : "Dat is later en telt.",
      stuk.geldt ? null : make("button", { class: "veld-knop", type: "button", onclick: () => lijst.replace(stuk.vraag, stuk.ander.inhoud) }, "Toon dat antwoord")));
  }
  lijst.mark(stuk.vraag, ...tekens);
}

// ---- photos, notes, samples

function makeFotos(bezoek, lijst, vraag, set, nu) {
  const ids = [...nu];
  const rij = make("div", { class: "veld-fotos" });
  const fout = make("p", { class: "veld-fout", role: "alert" });
  const toon = async (id) => {
    const stuk = await veld.opslag.get("stukken", id);
    rij.append(make("figure", {}, stuk ? make("img", { src: stuk.inhoud.klein, alt: `Foto ${stuk.inhoud.naam}` }) : make("span", {}, "foto op een ander toestel"),
      make("figcaption", { "data-stuk": id }, stuk ? sayStuk(stuk) : "")));
  };
  ids.forEach(toon);
  const kies = make("input", {
    type: "file", accept: "image/*", multiple: true, "aria-label": `Voeg een foto toe${vraag ? ` bij ${vraag.tekst}` : ""}`,
    onchange: async () => {
      fout.textContent = "";
      for (const bestand of kies.files) {
        try {
          const { inhoud, ...rest } = await readFoto(bestand);
          const stuk = await keep({ controle: bezoek.id, soort: "foto", lijst, vraag: vraag ? vraag.id : "", inhoud: { naam: bestand.name, bytes: inhoud.size, ...rest } }, inhoud);
          ids.push(stuk.id);
          await toon(stuk.id);
        } catch (e) {
          fout.textContent = e.message;
        }
      }
      kies.value = "";
      set([...ids]);
    },
  });
  return make("div", { class: "veld-fotovak" }, rij, make("label", { class: "veld-knop veld-knop--foto" }, "Voeg foto toe", kies), fout);
}

async function showNotities(bezoek) {
  const stukken = (await veld.opslag.ofControle(bezoek.id)).sort((a, b) => a.toesteltijd - b.toesteltijd);
  const laatste = new Map(stukken.filter((s) => s.soort === "notitie").map((s) => [s.vraag, s]));
  const los = stukken.filter((s) => s.soort === "foto" && !s.vraag).map((s) => s.id);
  const rijen = make("div", {}, [...laatste.values()].map((s) => makeNotitie(bezoek, s.vraag, s)));
  const knop = make("button", { class: "veld-knop", type: "button", onclick: () => { const vak = makeNotitie(bezoek, crypto.randomUUID()); rijen.append(vak); vak.querySelector("textarea").focus(); } }, "Nieuwe notitie");
  return [
    make("h2", {}, "Foto's"), make("p", { class: "veld-zacht" }, `Foto's tot ${ORIGINEEL_MB} MB; ze worden op dit toestel verkleind en rechtop gezet.`),
    makeFotos(bezoek, "", null, () => {}, los), make("h2", {}, "Notities"), rijen, knop,
  ];
}

function makeNotitie(bezoek, id, stuk) {
  const stand = make("p", stuk ? { "data-stuk": stuk.id } : {}, stuk ? sayStuk(stuk) : []);
  const doe = async () => {
    const bewaard = await keep({ controle: bezoek.id, soort: "notitie", vraag: id, inhoud: { tekst: vak.value } });
    stand.setAttribute("data-stuk", bewaard.id);
    stand.replaceChildren(...sayStuk(bewaard));
  };
  const vak = make("textarea", { rows: 4, "aria-label": "Notitie", oninput: () => keepSoon(`notitie/${id}`, doe, false), onchange: () => keepSoon(`notitie/${id}`, doe, true) });
  vak.value = stuk?.inhoud.tekst || "";
  return make("div", { class: "veld-notitie" }, vak, stand);
}

const MONSTERVELDEN = [["fles", "Nummer van de fles"], ["punt", "Monsterpunt"], ["overgedragen_aan", "Overgedragen aan"]];
const WIJZEN = [["steek", "steekmonster"], ["tijdproportioneel", "in verhouding tot de tijd"], ["debietproportioneel", "in verhouding tot het debiet"]];

function makeMonsters(bezoek, set, nu) {
  const ids = [...nu];
  const rij = make("ul", { class: "veld-rijen" });
  const toon = async (id) => {
    const stuk = await veld.opslag.get("stukken", id);
    rij.append(make("li", {}, stuk ? `Fles ${stuk.inhoud.fles}, ${stuk.inhoud.punt}, ${stuk.inhoud.wijze}, ${stuk.inhoud.genomen_op.replace("T", " ")} ` : "monster op een ander toestel ", make("span", { "data-stuk": id }, stuk ? sayStuk(stuk) : [])));
  };
  ids.forEach(toon);
  const fout = make("p", { class: "veld-fout", role: "alert" });
  const kies = (naam, label, keuzes) => make("label", {}, label, make("select", { name: naam }, keuzes.map(([code, tekst]) => make("option", { value: code }, tekst))));
  const velden = [
    ...MONSTERVELDEN.map(([naam, label]) => make("label", {}, label, make("input", { name: naam, autocomplete: "off" }))),
    kies("wijze", "Wijze", WIJZEN), kies("pakket", "Analysepakket", [["", "kies ik later"], ...(bezoek.pakketten || [])]),
  ];
  const vorm = make("div", { class: "veld-monster" }, velden, make("button", {
    class: "veld-knop", type: "button", onclick: async () => {
      const invoer = [...vorm.querySelectorAll("input, select")];
      const inhoud = Object.fromEntries(invoer.map((i) => [i.name, i.value.trim()]));
      fout.textContent = inhoud.fles && inhoud.punt ? "" : "Vul het nummer van de fles en het monsterpunt in; zonder is een uitslag niet terug te vinden.";
      if (fout.textContent) return;
      const nu2 = new Date();
      inhoud.genomen_op = new Date(nu2 - nu2.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
      const stuk = await keep({ controle: bezoek.id, soort: "monster", inhoud });
      for (const i of invoer) if (i.matches("input")) i.value = "";
      ids.push(stuk.id);
      await toon(stuk.id);
      set([...ids]);
    },
  }, "Leg het monster vast"), fout);
  return make("div", {}, rij, vorm);
}

async function showMonsters(bezoek) {
  const ids = (await veld.opslag.ofControle(bezoek.id)).filter((s) => s.soort === "monster").map((s) => s.id);
  return [make("h2", {}, "Monsters"), makeMonsters(bezoek, () => {}, ids)];
}

// ---- the course of the visit, and what was sent

async function showVerloop(bezoek) {
  const stukken = (await veld.opslag.ofControle(bezoek.id)).filter((s) => s.soort === "bezoek").sort((a, b) => a.toesteltijd - b.toesteltijd);
  const inhoud = Object.assign({}, ...stukken.map((s) => s.inhoud));
  const laatste = stukken.at(-1);
  const stand = make("p", laatste ? { "data-stuk": laatste.id } : {}, laatste ? sayStuk(laatste) : []);
  const set = (deel, meteen = true) => {
    Object.assign(inhoud, deel);
    return keepSoon("bezoek", async () => {
      const bewaard = await keep({ controle: bezoek.id, soort: "bezoek", vraag: "verloop", inhoud: { ...inhoud } });
      stand.setAttribute("data-stuk", bewaard.id);
      stand.replaceChildren(...sayStuk(bewaard));
    }, meteen);
  };
  const moment = (naam, label, tekst) => {
    const nu = make("span", {}, inhoud[naam] ? new Date(inhoud[naam]).toLocaleString("nl-NL") : "nog niet");
    return make("p", {}, make("button", { class: "veld-knop", type: "button", onclick: async () => { await set({ [naam]: Date.now() }); nu.textContent = new Date(inhoud[naam]).toLocaleString("nl-NL"); } }, tekst), ` ${label}: `, nu);
  };
  const gesproken = make("input", { id: "gesproken", oninput: () => set({ gesproken_met: gesproken.value }, false) });
  gesproken.value = inhoud.gesproken_met || "";
  const legitimatie = make("input", { id: "legitimatie", type: "checkbox", checked: inhoud.legitimatie_getoond, onchange: () => set({ legitimatie_getoond: legitimatie.checked }) });
  return [
    make("h2", {}, "Verloop van het bezoek"), moment("begonnen_op", "Begonnen", "Ik ben begonnen"),
    make("p", {}, make("label", { class: "veld-keuze", for: "legitimatie" }, legitimatie, make("span", {}, "Ik heb mijn legitimatie getoond"))),
    make("p", {}, make("label", { for: "gesproken" }, "Gesproken met"), gesproken),
    moment("geeindigd_op", "Geëindigd", "Ik ben klaar"), stand,
    make("p", { class: "veld-zacht" }, "Afronden doet u in het dossier, als alles is verstuurd en u de voorgestelde bevindingen hebt bekeken."),
  ];
}

async function showStukken(bezoek) {
  const namen = { antwoord: "Antwoord", foto: "Foto", notitie: "Notitie", monster: "Monster", bezoek: "Verloop van het bezoek" };
  const stukken = (await veld.opslag.ofControle(bezoek.id)).sort((a, b) => b.toesteltijd - a.toesteltijd);
  const vragen = new Map(bezoek.lijsten.flatMap((l) => l.inhoud.hoofdstukken.flatMap((h) => h.vragen.map((v) => [`${l.id}/${v.id}`, v.tekst]))));
  const waarover = (s) => ({ antwoord: vragen.get(`${s.lijst}/${s.vraag}`), foto: s.inhoud.naam, notitie: (s.inhoud.tekst || "").slice(0, 60), monster: s.inhoud.fles })[s.soort] || "";
  const rij = (s) => make("li", {}, `${namen[s.soort]} ${waarover(s)} · ${new Date(s.toesteltijd).toLocaleTimeString("nl-NL")} `, make("span", { "data-stuk": s.id }, sayStuk(s)));
  const opnieuw = async () => {
    for (const s of stukken) await veld.opslag.change(s.id, { staat: "toestel", gemeld: false, reden: "" }, (nu) => nu.staat === "geweigerd");
    veld.zender.wake();
    await show();
  };
  const weg = async () => {
    const open = (await veld.opslag.ofControle(bezoek.id)).filter((s) => s.staat !== "aangekomen").length;
    if (open && !window.confirm(`${open} stukken van dit bezoek zijn niet aangekomen en zijn dan weg. Toch van dit toestel halen?`)) return;
    await veld.opslag.forget(bezoek.id);
    location.hash = "#/";
  };
  return [
    make("h2", {}, "Wat er is gemaakt en verstuurd"),
    make("p", {}, make("button", { class: "veld-knop", type: "button", onclick: () => veld.zender.wake() }, "Verstuur nu"), " ",
      make("button", { class: "veld-knop", type: "button", onclick: opnieuw }, "Bied geweigerde stukken opnieuw aan"), " ",
      make("button", { class: "veld-knop", type: "button", onclick: weg }, "Haal van dit toestel")),
    stukken.length ? make("ul", { class: "veld-rijen" }, stukken.map(rij)) : make("p", {}, "Er is nog niets gemaakt bij dit bezoek."),
  ];
}

start();

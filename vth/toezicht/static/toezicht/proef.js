// Trying a checklist out on a page of the site: the same questions as in the field, and nothing is kept.
import { RESULTAATNAMEN, make, state } from "./bouw.js";
import { Vragenlijst } from "./vragen.js";

const vak = document.getElementById("proef");
const uit = document.getElementById("voorstellen");
const feiten = document.getElementById("feiten");
const { lijst, dag } = await (await fetch(vak.dataset.inhoud, { headers: { Accept: "application/json" } })).json();
let antwoorden = {};

function readFeiten() {
  const kenmerken = {};
  for (const veld of feiten.querySelectorAll("[data-kenmerk]")) {
    // As at a real visit: what is not known is left out, and no comparison with it holds.
    if (veld.value) kenmerken[veld.name] = veld.value;
  }
  const activiteiten = [...feiten.querySelectorAll("[name=activiteit]:checked")].map((v) => v.value);
  const soort = feiten.elements.objecttype?.value;
  return { activiteiten, objecttypen: soort ? [soort] : [], kenmerken };
}

function show(vragen) {
  const rijen = vragen.stand.voorstellen.map((v) => make("li", {}, state(v.resultaat, RESULTAATNAMEN[v.resultaat]), v.toelichting));
  uit.replaceChildren(...(rijen.length ? rijen : [make("li", {}, "nog geen")]));
}

function build() {
  const vragen = new Vragenlijst({
    lijst, feiten: readFeiten(), dag, antwoorden, sleutel: "proef",
    change: (vraag, antwoord) => { antwoorden = { ...antwoorden, [vraag]: antwoord }; show(vragen); },
  });
  vak.replaceChildren(vragen.element);
  show(vragen);
}

feiten.addEventListener("change", build);
build();

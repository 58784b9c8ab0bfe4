// Trying a checklist out on a page of the site: the same questions as in the field, and nothing is kept.
import { RESULTAATNAMEN, make, state } from "./bouw.js";
import { Vragenlijst } from "./vragen.js";

const vak = document.getElementById("proef");
const uit = document.getElementById("voorstellen");
const feiten = document.getElementById("feiten");
const { lijst, dag } = await (await fetch(vak.dataset.inhoud, { headers: { Accept: "application/json" } })).json();
let antwoorden = {};

function readFeiten() {
  const aan = [...feiten.querySelectorAll("input:checked")];
  const kenmerken = { ippc: "nee", vergunning: "nee", eerdere_overtreding: "nee" };
  for (const vakje of aan) if (vakje.name !== "activiteit") kenmerken[vakje.name] = vakje.value;
  return { activiteiten: aan.filter((v) => v.name === "activiteit").map((v) => v.value), objecttypen: lijst.objecttypen.slice(0, 1), kenmerken };
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

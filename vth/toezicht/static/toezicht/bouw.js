// Making elements: `make("p", {class: "x"}, "tekst", element)`. Text is always text, never markup.

export function make(naam, eigenschappen = {}, ...kinderen) {
  const element = document.createElement(naam);
  for (const [sleutel, waarde] of Object.entries(eigenschappen)) {
    if (waarde === undefined || waarde === null || waarde === false) continue;
    if (sleutel.startsWith("on")) element.addEventListener(sleutel.slice(2), waarde);
    else element.setAttribute(sleutel, waarde === true ? "" : waarde);
  }
  element.append(...kinderen.flat().filter((kind) => kind !== null && kind !== undefined && kind !== false));
  return element;
}

export const RESULTAATNAMEN = {
  overtreden: "overtreden", nader_onderzoek: "nader onderzoek", akkoord_na_aanwijzing: "akkoord na aanwijzing",
  nageleefd: "nageleefd", niet_van_toepassing: "niet van toepassing",
};

// A state is a word, a shape and a colour, in that order.
export const VORM = {
  overtreden: "■", nader_onderzoek: "◆", akkoord_na_aanwijzing: "▲", nageleefd: "●", niet_van_toepassing: "○",
  toestel: "◐", onderweg: "◑", aangekomen: "●", geweigerd: "■",
};

export function state(code, woord) {
  return make("span", { class: `veld-staat veld-staat--${code}` }, make("span", { "aria-hidden": "true" }, `${VORM[code]} `), woord);
}

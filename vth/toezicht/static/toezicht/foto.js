// A photo as it is kept: looked at (only what the browser can show is a photo), turned upright, and made no larger than needed.

export const ORIGINEEL_MB = 60;
const ZIJDE = 2000;
const KLEIN = 160;

// Give the photo as JPEG with a small one to show. Throws what is said to the inspector.
export async function readFoto(bestand) {
  const mb = bestand.size / 1e6;
  if (mb > ORIGINEEL_MB) {
    throw new Error(`${bestand.name} is ${Math.round(mb)} MB; meer dan ${ORIGINEEL_MB} MB kan niet. Maak de foto met een lagere kwaliteit.`);
  }
  let beeld;
  try {
    beeld = await createImageBitmap(bestand, { imageOrientation: "from-image" });
  } catch {
    throw new Error(`${bestand.name} is geen foto die dit toestel kan lezen. Kies een JPEG of PNG, of maak de foto met de camera.`);
  }
  try {
    const inhoud = await new Promise((klaar) => draw(beeld, ZIJDE).toBlob(klaar, "image/jpeg", 0.85));
    if (!inhoud) throw new Error(`${bestand.name} kon niet worden verkleind. Maak de foto opnieuw.`);
    return { inhoud, klein: draw(beeld, KLEIN).toDataURL("image/jpeg", 0.6), breedte: beeld.width, hoogte: beeld.height, origineel: bestand.size };
  } finally {
    beeld.close();
  }
}

function draw(beeld, zijde) {
  const schaal = Math.min(1, zijde / Math.max(beeld.width, beeld.height));
  const doek = document.createElement("canvas");
  doek.width = Math.max(1, Math.round(beeld.width * schaal));
  doek.height = Math.max(1, Math.round(beeld.height * schaal));
  doek.getContext("2d").drawImage(beeld, 0, 0, doek.width, doek.height);
  return doek;
}

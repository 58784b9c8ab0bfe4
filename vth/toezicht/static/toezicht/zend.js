// Sending what stands on the device: each piece has its own id from the device, so that sending again changes nothing. A photo
// goes in parts and goes on where it was. Whatever breaks, every piece is either here, or there, or both.

const DEEL = 64 * 1024;
const WACHT = [1000, 2000, 4000, 8000, 15000, 30000];
const GEDULD = 20000;

export class Weigering extends Error {}
export class NietAangemeld extends Error {}
class Storing extends Error {}

export class Zender {
  constructor({ opslag, basis, toestel, changed, followed }) {
    Object.assign(this, { opslag, basis, toestel, changed, followed, bezig: false, opnieuw: false, mislukt: 0, klokverschil: 0, melding: "" });
    window.addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
  }

  // Begin to send now, or again when it is busy; never two at once, not even in two windows.
  wake() {
    clearTimeout(this.wekker);
    if (this.bezig) { this.opnieuw = true; return; }
    this.bezig = true;
    navigator.locks.request("veld-zender", () => this.#round()).finally(() => {
      this.bezig = false;
      if (this.opnieuw) { this.opnieuw = false; this.wake(); }
    });
  }

  // One round over all that is open. What the server stumbles over waits for the next round; a broken line ends this one.
  async #round() {
    const open = (await this.opslag.all("stukken")).filter((s) => ["toestel", "onderweg"].includes(s.staat));
    if (!open.length) { this.#tell(""); return; }
    let rest = "";
    try {
      await this.measure();
      open.sort((a, b) => a.toesteltijd - b.toesteltijd);
      // Of a photo that the server knows of, only bytes are left.
      for (const stuk of open.filter((s) => !s.gemeld)) rest = (await this.#attempt(() => this.#send(stuk))) || rest;
      for (const stuk of open) if (stuk.soort === "foto") rest = (await this.#attempt(() => this.#sendFoto(stuk))) || rest;
      await this.followed([...new Set(open.map((s) => s.controle))]);
    } catch (fout) {
      rest = fout instanceof NietAangemeld
        ? "U bent niet meer aangemeld. Alles staat veilig op dit toestel; meld u aan om te versturen."
        : "Er is geen verbinding. Alles staat veilig op dit toestel en wordt vanzelf verstuurd.";
    }
    this.#tell(rest);
    if (rest) this.wekker = setTimeout(() => this.wake(), WACHT[Math.min(this.mislukt++, WACHT.length - 1)]);
  }

  async #attempt(doe) {
    try {
      await doe();
      this.mislukt = 0;
      return "";
    } catch (fout) {
      if (!(fout instanceof Storing)) throw fout;
      return `${fout.message} Wat nog niet is verstuurd, staat veilig op dit toestel en wordt opnieuw geprobeerd.`;
    }
  }

  #tell(melding) {
    this.melding = melding;
    this.changed(null);
  }

  // Measure how far the clock of the device is from that of the server; half the way there and back is how sure that is.
  async measure() {
    const voor = Date.now();
    const antwoord = await this.ask("tijd");
    const na = Date.now();
    this.csrf = antwoord.csrf;
    this.klokverschil = Math.round(antwoord.nu - (voor + na) / 2);
    return this.klokverschil;
  }

  // Ask the server; gives what it said. Raises Weigering with its reason, NietAangemeld, Storing, and what a broken line raises.
  async ask(pad, opties = {}) {
    const antwoord = await fetch(this.basis + pad, {
      ...opties, credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(GEDULD),
      headers: { Accept: "application/json", "X-CSRFToken": this.csrf || "", ...opties.headers },
    });
    const isJson = (antwoord.headers.get("Content-Type") || "").includes("json");
    // A refusal that is no JSON is not of this room: a session that ended, or a token of a form that did.
    if (antwoord.type === "opaqueredirect" || antwoord.status === 401 || (antwoord.status === 403 && !isJson)) throw new NietAangemeld();
    if (antwoord.status >= 500 || antwoord.status === 429) throw new Storing(`De server kan dit nu niet aannemen (${antwoord.status}).`);
    const inhoud = isJson ? await antwoord.json() : {};
    if (antwoord.ok || antwoord.status === 409) {
      // A line that breaks within an answer may leave its first line only: that says nothing.
      if (!isJson) throw new Error("Het antwoord brak af.");
      return inhoud;
    }
    if (!isJson) throw new Storing(`De server kan dit nu niet aannemen (${antwoord.status}).`);
    throw new Weigering(inhoud.reden || `De server weigert dit (${antwoord.status}). Meld u opnieuw aan of vraag de beheerder.`);
  }

  async #send(stuk) {
    const nu = await this.opslag.change(stuk.id, { staat: "onderweg" }, (s) => ["toestel", "onderweg"].includes(s.staat));
    if (!nu || nu.staat !== "onderweg") return;
    this.changed(nu);
    await this.#record(nu, async () => {
      const { controle, soort, lijst, vraag, toesteltijd } = nu;
      // The small picture is only for this device.
      const { klein, ...inhoud } = nu.inhoud;
      const antwoord = await this.ask(`stukken/${nu.id}`, {
        method: "PUT", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ controle, soort, lijst, vraag, inhoud, toesteltijd, klokverschil: this.klokverschil, toestel: this.toestel }),
      });
      return { staat: antwoord.klaar ? "aangekomen" : "onderweg", gemeld: true, ...antwoord.stand };
    });
  }

  // Do what sends a piece, and keep what came of it: arrived, or refused with the reason. A broken line is for the next time.
  async #record(stuk, doe) {
    let deel;
    try {
      deel = await doe();
    } catch (fout) {
      if (!(fout instanceof Weigering)) throw fout;
      deel = { staat: "geweigerd", reden: fout.message };
    }
    this.changed(await this.opslag.change(stuk.id, deel));
  }

  async #sendFoto(stuk) {
    const nu = await this.opslag.get("stukken", stuk.id);
    if (!nu || nu.staat !== "onderweg") return;
    const foto = await this.opslag.get("fotos", stuk.id);
    await this.#record(nu, async () => {
      if (!foto) throw new Weigering("De foto staat niet meer op dit toestel.");
      let { ontvangen } = await this.ask(`stukken/${nu.id}/foto`);
      while (ontvangen < foto.inhoud.size) {
        const deel = await foto.inhoud.slice(ontvangen, ontvangen + DEEL).arrayBuffer();
        ({ ontvangen } = await this.ask(`stukken/${nu.id}/foto?vanaf=${ontvangen}`, {
          method: "PUT", body: deel, headers: { "Content-Type": "application/octet-stream", "X-Sha256": await derive(deel) },
        }));
        // The line is there: after a break it is tried again soon.
        this.mislukt = 0;
      }
      const geheel = await derive(await foto.inhoud.arrayBuffer());
      const { klaar, reden } = await this.ask(`stukken/${nu.id}/foto`, { method: "POST", headers: { "X-Sha256": geheel } });
      // Not whole over there after all: the next round asks from where on, and sends the rest.
      if (!klaar) throw new Storing(reden || "De foto kwam niet heel aan.");
      return { staat: "aangekomen" };
    });
  }
}

async function derive(bytes) {
  const som = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...som].map((b) => b.toString(16).padStart(2, "0")).join("");
}

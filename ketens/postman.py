"""Runs what reads in the public Postman collections of VNG against a site, with what is in that site for what they make first.

    python -m ketens.postman MAP --site http://localhost:8000 --token TOKEN
    VTH_ZGW_GEHEIM=... python -m ketens.postman MAP --site http://localhost:8000 --client zaaksysteem

The collections make their own zaaktypen and zaken, and need writing for it; this site offers reading. So only their GET requests are
asked, each with its own `pm.test`, by Newman (`npm install --global newman`), the runner of Postman itself. Their variables get
the addresses of what the site holds. What is left out, and why, stands in the table as well. Nothing of VNG is in this project.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt

API_NAMEN = {"zrc": "zaken", "drc": "documenten", "brc": "besluiten", "ztc": "catalogi"}
VARIABELE = re.compile(r"\{\{([^}]+)\}\}")
# An address of the site: the token goes along with what is asked, and so nowhere else.
VAN_DE_SITE = re.compile(r"\{\{[^}]*_url\}\}(?=[/?#]|$)")
# What a collection puts ready and clears away: it may well delete what it finds.
OM_HEEN = ("setup", "teardown")
WACHT_S = 600


@dataclass(frozen=True)
class Verzoek:
    """One request of a collection: in which folders it stands, what it is called, what it asks, and the scripts around it."""

    mappen: tuple[str, ...]
    naam: str
    methode: str
    adres: str
    inhoud: Mapping[str, Any] = field(repr=False, default_factory=dict)

    @property
    def variabelen(self) -> set[str]:
        """Give the names that the address leaves open."""
        return set(VARIABELE.findall(self.adres))


@dataclass(frozen=True)
class Uitkomst:
    """What became of a request: `soort` is goed, fout or buiten."""

    verzoek: Verzoek
    soort: str
    waarom: str


def list_verzoeken(verzameling: Mapping[str, Any], mappen: tuple[str, ...] = ()) -> Iterator[Verzoek]:
    """List the requests of a collection in its order."""
    for deel in verzameling.get("item", ()):
        if "item" in deel:
            yield from list_verzoeken(deel, (*mappen, str(deel.get("name", ""))))
        elif isinstance(vraag := deel.get("request"), dict):
            url = vraag.get("url", "")
            adres = url.get("raw", "") if isinstance(url, dict) else str(url)
            yield Verzoek(mappen, str(deel.get("name", "")), str(vraag.get("method", "GET")), adres, deel)


def say_buiten(verzoek: Verzoek, bekend: Iterable[str], gezet: Iterable[str]) -> str:
    """Say why a request is not asked; empty when it is. `gezet` are the names that scripts of requests asked before give a value."""
    if any(m.lower() in OM_HEEN for m in verzoek.mappen):
        return "zet klaar of ruimt op"
    if verzoek.methode != "GET":
        return f"schrijft ({verzoek.methode})"
    if not VAN_DE_SITE.match(verzoek.adres):
        return "vraagt iets buiten deze site"
    open_ = sorted(verzoek.variabelen - set(bekend) - set(gezet) - list_gezet(verzoek))
    return f"heeft geen gegeven voor {', '.join(open_)}" if open_ else ""


def list_gezet(verzoek: Verzoek) -> set[str]:
    """Give the names that the scripts of a request give a value."""
    tekst = json.dumps(verzoek.inhoud.get("event", []))
    return set(re.findall(r"\.set\(\\*[\"']([^\"'\\]+)", tekst))


def make_verzameling(verzoeken: Iterable[tuple[int, Verzoek]]) -> dict[str, Any]:
    """Make the collection to run: the requests that read, each by its number, with the token of the site."""
    token = {"type": "bearer", "bearer": [{"key": "token", "value": "{{vth_token}}", "type": "string"}]}
    return {
        "info": {
            "name": "lezen",
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "auth": token,
        "item": [
            {
                "name": str(nummer),
                "event": v.inhoud.get("event", []),
                # The address as one text: Newman reads the names in it, and what a collection switched off is not in it.
                "request": {**v.inhoud["request"], "url": v.adres, "auth": token},
            }
            for nummer, v in verzoeken
        ],
    }


def read_uitkomst(verzoek: Verzoek, executie: Mapping[str, Any]) -> Uitkomst:
    """Read what Newman reports of one request: every assertion must hold, and without any the answer must be there."""
    antwoord = executie.get("response") or {}
    code = antwoord.get("code")
    if code is None:
        return Uitkomst(verzoek, "fout", "geen antwoord")
    toetsen = executie.get("assertions") or []
    mis = [t["error"].get("message", "") for t in toetsen if t.get("error")]
    if mis:
        return Uitkomst(verzoek, "fout", f"{code}: {'; '.join(mis)[:120]}")
    if not toetsen:
        return Uitkomst(verzoek, "goed" if code < 400 else "fout", f"{code}, zonder toets")
    return Uitkomst(verzoek, "goed", f"{code}, {len(toetsen)} toets{'' if len(toetsen) == 1 else 'en'}")


def run_newman(
    newman: str, verzameling: Mapping[str, Any], waarden: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Let Newman run a collection; gives its executions. Raises CalledProcessError when it could not run at all."""
    with tempfile.TemporaryDirectory() as naam:
        map_ = Path(naam)
        (map_ / "verzameling.json").write_text(json.dumps(verzameling))
        paren = [{"key": k, "value": v, "enabled": True} for k, v in waarden.items()]
        (map_ / "waarden.json").write_text(json.dumps({"name": "vth", "values": paren}))
        opdracht = [newman, "run", "verzameling.json", "-g", "waarden.json", "-r", "json"]
        opdracht += ["--reporter-json-export", "uit.json", "--timeout-request", "60000"]
        gedaan = subprocess.run(opdracht, cwd=map_, capture_output=True, timeout=WACHT_S)
        if not (map_ / "uit.json").exists():
            raise subprocess.CalledProcessError(gedaan.returncode, opdracht, gedaan.stdout, gedaan.stderr)
        executies: list[dict[str, Any]] = json.loads((map_ / "uit.json").read_text())["run"]["executions"]
        return executies


def run_verzameling(
    verzameling: Mapping[str, Any], waarden: Mapping[str, str], *, newman: str
) -> list[Uitkomst]:
    """Ask what reads in a collection, and give what became of every request in it."""
    verzoeken, vragen, gezet = list(list_verzoeken(verzameling)), dict[int, Verzoek](), set[str]()
    uitkomsten: dict[int, Uitkomst] = {}
    for nummer, verzoek in enumerate(verzoeken):
        if waarom := say_buiten(verzoek, waarden, gezet):
            uitkomsten[nummer] = Uitkomst(verzoek, "buiten", waarom)
        else:
            vragen[nummer] = verzoek
            gezet |= list_gezet(verzoek)
    for executie in run_newman(newman, make_verzameling(vragen.items()), waarden) if vragen else ():
        nummer = int(executie["item"]["name"])
        uitkomsten[nummer] = read_uitkomst(vragen[nummer], executie)
    niet = [Uitkomst(v, "fout", "niet aan toe gekomen") for n, v in vragen.items() if n not in uitkomsten]
    return [uitkomsten[n] for n in sorted(uitkomsten)] + niet


class Site:
    """Reads from a site what the variables of the collections stand for."""

    def __init__(self, site: str, token: str) -> None:
        self.site, self.token = site.rstrip("/"), token

    def ask(self, adres: str, **namen: str) -> Any:
        """Ask one address."""
        vraag = urllib.request.Request(f"{adres}?{urlencode(namen)}" if namen else adres)
        vraag.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(vraag, timeout=60) as antwoord:
            return json.load(antwoord)

    def list_rijen(self, api: str, bron: str, **namen: str) -> list[dict[str, Any]]:
        """Give the first page of a list."""
        gelezen = self.ask(f"{self.site}/zgw/{api}/v1/{bron}", **namen)
        return list(gelezen["results"] if isinstance(gelezen, dict) else gelezen)


def make_jwt(client_id: str, geheim: str) -> str:
    """Make the token of the standard for a client; it is good for an hour."""
    claims = {"iss": client_id, "client_id": client_id, "iat": int(time.time())}
    return jwt.encode(claims | {"user_id": "postman", "user_representation": "VNG Postman"}, geheim, "HS256")


def read_waarden(site: Site) -> dict[str, str]:
    """Give the variables of the collections with what the site holds: its richest zaak, its decisions, documents and types."""
    waarden = {f"{kort}_url": f"{site.site}/zgw/{api}/v1" for kort, api in API_NAMEN.items()}
    zaken = site.list_rijen("zaken", "zaken")
    delen = {
        "resultaat_url": "resultaat",
        "status_url": "status",
        "rol_url": "rollen",
        "zio_url": "zaakinformatieobjecten",
        "zaakobject_url": "zaakobjecten",
    }
    zaken.sort(key=lambda z: sum(bool(z[deel]) for deel in delen.values()), reverse=True)
    if zaken:
        waarden |= {"zaak_url": zaken[0]["url"], "zaaktype_url": zaken[0]["zaaktype"]}
    for naam, deel in delen.items():
        if waarde := next((z[deel] for z in zaken if z[deel]), None):
            waarden[naam] = waarde[0] if isinstance(waarde, list) else waarde
    besluiten = site.list_rijen("besluiten", "besluiten")
    if met_zaak := next((b for b in besluiten if b["zaak"]), None):
        waarden |= {"besluit_url": met_zaak["url"], "besluittype_url": met_zaak["besluittype"]}
        waarden["zaakbesluit_url"] = site.ask(f"{met_zaak['zaak']}/besluiten")[0]["url"]
    if met_stuk := _find_besluitstuk(site, besluiten):
        waarden["bio_url"] = met_stuk
    if stukken := site.list_rijen("documenten", "enkelvoudiginformatieobjecten"):
        waarden["informatieobject_url"] = stukken[0]["url"]
    for naam in ("catalogussen", "statustypen", "resultaattypen", "roltypen", "informatieobjecttypen"):
        enkel = {"catalogussen": "catalogus"}.get(naam, naam.removesuffix("n"))
        if rijen := site.list_rijen("catalogi", naam):
            waarden[f"{enkel}_url"] = rijen[0]["url"]
    if "statustype_url" in waarden:
        waarden["non_eindstatustype"] = waarden["statustype_url"]
    if zaken:
        waarden["global_zaak_url"] = waarden["zaak_url"]
    # What the collections call made is here what was there.
    waarden |= {f"created_{naam}": waarde for naam, waarde in waarden.items() if naam.endswith("_url")}
    return waarden | {"vth_token": site.token, "jwt_token": site.token}


def _find_besluitstuk(site: Site, besluiten: Iterable[Mapping[str, Any]]) -> str:
    """Give that a document belongs to a decision, of the first of these that has one."""
    for besluit in besluiten:
        if rijen := site.list_rijen("besluiten", "besluitinformatieobjecten", besluit=besluit["url"]):
            return str(rijen[0]["url"])
    return ""


def write_tabel(naam: str, uitkomsten: Iterable[Uitkomst]) -> str:
    """Write what became of a collection as Markdown: a sentence with the numbers, each request that reads, and why others were left out."""
    rijen = list(uitkomsten)
    tel = {soort: sum(u.soort == soort for u in rijen) for soort in ("goed", "fout", "buiten")}
    regels = [
        f"**{naam}**: {len(rijen)} verzoeken, {tel['goed']} goed, {tel['fout']} fout, {tel['buiten']} buiten bereik.",
        "",
        "| verzoek | adres | uitkomst |",
        "|---|---|---|",
    ]
    regels += [
        f"| {u.verzoek.naam} | `{u.verzoek.adres}` | {u.soort}: {u.waarom} |"
        for u in rijen
        if u.soort != "buiten"
    ]
    redenen: dict[str, int] = {}
    for u in rijen:
        if u.soort == "buiten":
            redenen[u.waarom] = redenen.get(u.waarom, 0) + 1
    regels += ["", *(f"- Buiten bereik, {aantal} keer: {reden}." for reden, aantal in redenen.items())]
    return "\n".join(regels) + "\n"


def main(opdracht: list[str] | None = None) -> int:
    """Run every collection in a folder and print the tables; 1 when something that reads went wrong."""
    lezer = argparse.ArgumentParser(prog="python -m ketens.postman", description=__doc__)
    lezer.add_argument("map", type=Path, help="map met de verzamelingen van VNG (*.json)")
    lezer.add_argument("--site", required=True)
    wie = lezer.add_mutually_exclusive_group(required=True)
    wie.add_argument("--token")
    wie.add_argument(
        "--client", help="meld aan met een JWT van deze client; het geheim staat in VTH_ZGW_GEHEIM"
    )
    lezer.add_argument("--newman", default="newman")
    gegeven = lezer.parse_args(opdracht)
    if gegeven.client and not os.environ.get("VTH_ZGW_GEHEIM"):
        lezer.error("Met --client hoort het geheim van die client in VTH_ZGW_GEHEIM te staan. Zet het daar.")
    token = gegeven.token or make_jwt(gegeven.client, os.environ["VTH_ZGW_GEHEIM"])
    waarden, mis = read_waarden(Site(gegeven.site, token)), 0
    for pad in sorted(gegeven.map.glob("*.json")):
        verzameling = json.loads(pad.read_text(encoding="utf-8"))
        if "item" not in verzameling:
            continue
        uitkomsten = run_verzameling(verzameling, waarden, newman=gegeven.newman)
        sys.stdout.write(write_tabel(pad.name, uitkomsten) + "\n")
        mis += sum(u.soort == "fout" for u in uitkomsten)
    return 1 if mis else 0


if __name__ == "__main__":
    sys.exit(main())

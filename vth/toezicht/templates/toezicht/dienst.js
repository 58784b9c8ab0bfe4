// Keeps the app itself on the device: the page from the network when that answers soon, else as it was; all other files as they
// were, for their address changes with them. What an inspector makes is never here, but in the database of the device.
const BAK = "veld-{{ versie }}";
const BASIS = "{{ basis|safe }}";
const BESTANDEN = {{ bestanden|safe }};
const GEDULD = 2500;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === BASIS) event.respondWith(open(request));
  else if (BESTANDEN.includes(pathname)) event.respondWith(find(request));
});

async function fill() {
  const bak = await caches.open(BAK);
  await bak.addAll(BESTANDEN.map((b) => new Request(b, { cache: "reload", credentials: "same-origin" })));
  await self.skipWaiting();
}

async function clean() {
  for (const naam of await caches.keys()) if (naam.startsWith("veld-") && naam !== BAK) await caches.delete(naam);
  await self.clients.claim();
}

async function find(request) {
  return (await caches.match(request, { ignoreSearch: true })) || fetch(request);
}

// Of who is not signed in any more the app still opens: it says so, and everything on the device stays in reach.
async function open(request) {
  const bak = await caches.open(BAK);
  const oud = await bak.match(BASIS);
  try {
    const vers = await fetch(request, oud ? { signal: AbortSignal.timeout(GEDULD) } : {});
    if (vers.ok && !vers.redirected) await bak.put(BASIS, vers.clone());
    return vers.ok || !oud ? vers : oud;
  } catch (fout) {
    if (oud) return oud;
    throw fout;
  }
}

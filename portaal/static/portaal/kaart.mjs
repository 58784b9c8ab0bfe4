// The map of the register: points of what the list beside it shows, over the borders of the municipalities.
// Nothing comes from another host; without WebGL or when loading fails, the list says the same.

const kader = document.getElementById('kaart');
const stand = document.getElementById('kaartstand');
const NEDERLAND = [[3.2, 50.7], [7.3, 53.6]];
const kleur = (naam) => getComputedStyle(kader).getPropertyValue(naam).trim();
const NAAMZOOM = 8;
const NIETS = ['==', ['get', 'id'], ''];
const getal = new Intl.NumberFormat('nl-NL');

/** Read a GeoJSON document, or fail with a sentence. */
async function read(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/geo+json' } });
  if (!answer.ok) throw new Error(`De kaart kreeg geen antwoord (${answer.status}). In de lijst staan dezelfde objecten.`);
  return answer.json();
}

/** Say how many points there are; when there are more than fit, say so and what to do. */
function tell(points) {
  const count = new Set(points.features.map((f) => f.properties.id)).size;
  if (points.meer) {
    stand.textContent = `Er zijn meer dan ${getal.format(points.grens)} plekken. Een grote stip telt er meer dan één: zoom in voor de plekken zelf, of kies een filter.`;
  } else {
    stand.textContent = count ? `${getal.format(count)} ${count === 1 ? 'object heeft' : 'objecten hebben'} een eigen plek op de kaart; wat geen eigen plek heeft, staat alleen in de lijst.` : 'Niets in de lijst heeft een eigen plek op de kaart.';
  }
}

/** Find the box around all points, or the whole country. */
function measure(points) {
  if (points.meer || !points.features.length) return NEDERLAND;
  const box = [[180, 90], [-180, -90]];
  for (const { geometry: { coordinates: [x, y] } } of points.features) {
    box[0] = [Math.min(box[0][0], x), Math.min(box[0][1], y)];
    box[1] = [Math.max(box[1][0], x), Math.max(box[1][1], y)];
  }
  return box;
}

/** Make what opens at a point: links as text nodes, so that nothing that a supplier wrote can run. */
function makeCloud(features) {
  const cloud = document.createElement('div');
  cloud.className = 'po-kaartwolk';
  const count = features.reduce((sum, f) => sum + (f.properties.aantal ?? 0), 0);
  if (count) {
    cloud.textContent = `${getal.format(count)} ${count === 1 ? 'plek' : 'plekken'}; zoom in`;
    return cloud;
  }
  const seen = new Map(features.map((f) => [f.properties.id, f.properties.naam]));
  for (const [id, name] of [...seen].slice(0, 8)) {
    const line = document.createElement('p');
    const link = document.createElement('a');
    link.href = kader.dataset.object + id;
    link.textContent = name;
    line.append(link);
    cloud.append(line);
  }
  if (seen.size > 8) {
    const rest = document.createElement('p');
    rest.textContent = `en nog ${seen.size - 8}; zoom in`;
    cloud.append(rest);
  }
  return cloud;
}

/** Find the middle of the largest ring of an area: there its name stands. */
function findMiddle({ type, coordinates }) {
  const rings = type === 'Polygon' ? [coordinates[0]] : coordinates.map((polygon) => polygon[0]);
  const middles = rings.map((ring) => {
    let [area, x, y] = [0, 0, 0];
    ring.slice(1).forEach(([x2, y2], n) => {
      const [x1, y1] = ring[n];
      const cross = x1 * y2 - x2 * y1;
      [area, x, y] = [area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross];
    });
    return { size: Math.abs(area), place: area ? [x / (3 * area), y / (3 * area)] : ring[0] };
  });
  return middles.sort((a, b) => b.size - a.size)[0].place;
}

/** Write the names of the municipalities as plain elements (the library would ask for font files); only where they fit. */
function nameAreas(map, borders, Marker) {
  for (const { geometry, properties } of borders.features) {
    const name = document.createElement('span');
    name.className = 'po-gemeente';
    name.textContent = properties.naam;
    new Marker({ element: name }).setLngLat(findMiddle(geometry)).addTo(map);
    name.removeAttribute('aria-label');
    name.removeAttribute('role');
    name.setAttribute('aria-hidden', 'true');
  }
  const fit = () => { kader.classList.toggle('po-kaart--zonder-namen', map.getZoom() < NAAMZOOM); };
  map.on('zoom', fit);
  fit();
}

/** Ring the place of the object whose link in the list has the focus or the pointer. */
function ringFromList(map, points) {
  const list = document.querySelector('.po-kaartlijst');
  const find = (id) => (points.meer
    ? map.querySourceFeatures('punten', { sourceLayer: 'plekken', filter: ['==', ['get', 'id'], id] })
    : points.features.filter((point) => point.properties.id === id));
  const ring = (event) => {
    const link = event.target.closest('.po-kaartlijst tr')?.querySelector('a[href]');
    const id = link ? new URL(link.href).pathname.split('/').pop() : '';
    map.setFilter('gekozen', ['==', ['get', 'id'], id]);
    kader.dataset.gekozen = find(id).length;
  };
  const clear = () => { map.setFilter('gekozen', NIETS); };
  ring({ target: document.activeElement });
  for (const name of ['focusin', 'mouseover']) list.addEventListener(name, ring);
  for (const name of ['focusout', 'mouseleave']) list.addEventListener(name, clear);
}

/** Give where the map reads its places: all points at once, or tiles of the same filter when there are too many. */
function makeSource(points) {
  if (!points.meer) return { type: 'geojson', data: points };
  const address = new URL(kader.dataset.tegels.replace('/0/0/0', '/{z}/{x}/{y}'), window.location.href);
  return { type: 'vector', tiles: [decodeURI(address.href)], maxzoom: 14 };
}

/** Give the radius of a dot: of one place as given, of a counted cell by how many lie in it. */
const makeRadius = (one) => ['case', ['has', 'aantal'], ['min', 14, ['+', 2.5, ['ln', ['max', 1, ['to-number', ['get', 'aantal'], 1]]]]], one];

/** Give what a layer reads of the source: of tiles their one layer. */
const layerSource = (points) => (points.meer ? { source: 'punten', 'source-layer': 'plekken' } : { source: 'punten' });

/** Build the map. */
async function build() {
  const [{ Map: Kaart, Marker, NavigationControl, Popup, ScaleControl }, points, borders] = await Promise.all([
    import('../vendor/maplibre/maplibre-gl.mjs'), read(kader.dataset.punten), read(kader.dataset.grenzen),
  ]);
  const map = new Kaart({
    container: kader,
    attributionControl: false,
    bounds: measure(points),
    fitBoundsOptions: { padding: 40, maxZoom: 14 },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: {
      'NavigationControl.ZoomIn': 'Zoom in', 'NavigationControl.ZoomOut': 'Zoom uit', 'Map.Title': 'Kaart met de gevonden objecten; dezelfde staan in de lijst',
      'Popup.Close': 'Sluit',
    },
    style: {
      version: 8,
      sources: {
        grenzen: { type: 'geojson', data: borders },
        punten: makeSource(points),
      },
      layers: [
        { id: 'grond', type: 'background', paint: { 'background-color': kleur('--basis-color-default-bg-subtle') || '#f9f9fa' } },
        { id: 'vlakken', type: 'fill', source: 'grenzen', paint: { 'fill-color': '#ffffff' } },
        { id: 'lijnen', type: 'line', source: 'grenzen', paint: { 'line-color': kleur('--basis-color-default-border-default') || '#586c88', 'line-width': 0.8 } },
        {
          id: 'punten', type: 'circle', ...layerSource(points),
          paint: {
            'circle-color': kleur('--basis-color-info-color-default') || '#00568b',
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, makeRadius(2.5), 10, makeRadius(4.5), 14, makeRadius(7)],
            'circle-stroke-color': '#ffffff', 'circle-stroke-width': 1,
          },
        },
        {
          id: 'gekozen', type: 'circle', ...layerSource(points), filter: NIETS,
          paint: {
            'circle-color': kleur('--basis-focus-background-color') || '#ffdd00', 'circle-radius': 9,
            'circle-stroke-color': kleur('--basis-color-default-color-document') || '#001a40', 'circle-stroke-width': 3,
          },
        },
      ],
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({ unit: 'metric' }));
  map.on('click', ({ point, lngLat }) => {
    const box = [[point.x - 6, point.y - 6], [point.x + 6, point.y + 6]];
    const features = map.queryRenderedFeatures(box, { layers: ['punten'] });
    if (features.length) new Popup({ maxWidth: '20rem' }).setLngLat(lngLat).setDOMContent(makeCloud(features)).addTo(map);
  });
  map.on('mousemove', 'punten', () => { map.getCanvas().style.cursor = 'pointer'; });
  map.on('mouseleave', 'punten', () => { map.getCanvas().style.cursor = ''; });
  tell(points);
  nameAreas(map, borders, Marker);
  map.on('load', () => {
    ringFromList(map, points);
    kader.dataset.klaar = 'ja';
  });
}

kader.hidden = false;
build().catch((error) => {
  kader.hidden = true;
  stand.textContent = `De kaart kan hier niet getoond worden (${error.message}). In de lijst staan dezelfde objecten.`;
});

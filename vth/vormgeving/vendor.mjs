// Copies what pages need from node_modules to static/vendor; run by `make` after `npm ci`. Nothing is bundled.
// Lines with sourceMappingURL go: they name files that are not copied. The test tool axe stays outside static.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const room = dirname(fileURLToPath(import.meta.url));
const modules = join(room, '..', '..', 'node_modules');
const vendor = join(room, 'static', 'vendor');
const files = [
  ['@utrecht/component-library-css', 'dist/index.css', 'utrecht/index.css'],
  ['@nl-design-system-unstable/voorbeeld-design-tokens', 'dist/theme.css', 'thema/voorbeeld/tokens.css'],
  ['@nl-design-system-community/ma-design-tokens', 'dist/theme.css', 'thema/ma/tokens.css'],
  ['@fontsource-variable/source-sans-3', 'files/source-sans-3-latin-wght-normal.woff2', 'lettertype/latin.woff2'],
  ['@fontsource-variable/source-sans-3', 'files/source-sans-3-latin-ext-wght-normal.woff2', 'lettertype/latin-ext.woff2'],
  ['htmx.org', 'dist/htmx.min.js', 'htmx/htmx.min.js'],
  ['maplibre-gl', 'dist/maplibre-gl.mjs', 'maplibre/maplibre-gl.mjs'],
  ['maplibre-gl', 'dist/maplibre-gl-worker.mjs', 'maplibre/maplibre-gl-worker.mjs'],
  ['maplibre-gl', 'dist/maplibre-gl.css', 'maplibre/maplibre-gl.css'],
  ['axe-core', 'axe.min.js', '../../tests/vendor/axe.min.js'],
];
// The tokens name fonts that are not free to find on every machine; both themes get the one font that we ship.
const font = (theme) => `\n.${theme}-theme {\n${['text-font-family-default', 'heading-font-family', 'form-control-font-family']
  .map((name) => `  --basis-${name}: "Source Sans 3", "Segoe UI", system-ui, sans-serif;\n`).join('')}}\n`;

rmSync(vendor, { recursive: true, force: true });
for (const [name, from, to] of files) {
  const [source, target] = [join(modules, name, from), join(vendor, to)];
  mkdirSync(dirname(target), { recursive: true });
  const license = readdirSync(join(modules, name)).find((file) => /^licen[cs]e(\.|$)/i.test(file));
  if (!to.startsWith('..')) cpSync(join(modules, name, license), join(vendor, 'licenties', `${name.replace('/', '_')}.txt`));
  if (from.endsWith('.woff2')) { cpSync(source, target); continue; }
  const text = readFileSync(source, 'utf8').replace(/(\/\/|\/\*)[#@] ?sourceMappingURL=.*$/gm, '');
  writeFileSync(target, text + (to.startsWith('thema/') ? font(to.split('/')[1]) : ''));
}

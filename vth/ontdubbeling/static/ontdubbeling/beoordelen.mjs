// What judging adds when JavaScript runs: one key per choice. The keys can be switched off, and are off while one types.

const form = document.querySelector('[data-oordeel]');
const schakel = document.querySelector('[data-toetsen]');
const PLEK = 'vth-sneltoetsen';
let aan = true;
try { aan = window.localStorage.getItem(PLEK) !== 'uit'; } catch { /* a browser may keep nothing */ }

function show() {
  schakel.setAttribute('aria-pressed', String(aan));
  schakel.textContent = aan ? 'Sneltoetsen staan aan' : 'Sneltoetsen staan uit';
  for (const knop of form.querySelectorAll('[data-toets]')) {
    if (aan) knop.setAttribute('aria-keyshortcuts', knop.dataset.toets);
    else knop.removeAttribute('aria-keyshortcuts');
    knop.querySelector('kbd').hidden = !aan;
  }
}

schakel.addEventListener('click', () => {
  aan = !aan;
  try { window.localStorage.setItem(PLEK, aan ? 'aan' : 'uit'); } catch { /* see above */ }
  show();
});
document.addEventListener('keydown', (event) => {
  const typt = event.target.closest('input, textarea, select, [contenteditable]');
  if (!aan || typt || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === 'r') {
    event.preventDefault();
    form.querySelector('textarea').focus();
    return;
  }
  const doel = event.key === 'j'
    ? document.querySelector('[data-volgende]')
    : form.querySelector(`[data-toets="${CSS.escape(event.key)}"]`);
  if (!doel) return;
  event.preventDefault();
  doel.click();
});
show();

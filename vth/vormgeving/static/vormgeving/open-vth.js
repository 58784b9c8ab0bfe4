// What pages add when JavaScript runs; every page works without it. htmx is set up in a meta tag of basis.html.

/** Move inside a work list: j next, k previous, Enter opens (the link does that itself), x chooses.
    Only while the focus is in the list, so that single keys never surprise who speaks to the computer (WCAG 2.1.4). */
function moveInWorkList(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const list = event.target.closest('[data-werklijst]');
  if (!list || !['j', 'k', 'x'].includes(event.key)) return;
  const items = [...list.children];
  const current = items.findIndex((item) => item.contains(event.target));
  if (event.key === 'x') {
    items[current].querySelector('input[type=checkbox]')?.click();
    return;
  }
  const next = event.key === 'j' ? Math.min(current + 1, items.length - 1) : Math.max(current - 1, 0);
  items[next].querySelector('a').focus();
  event.preventDefault();
}

/** Copy the address of this page, with its filters and peilmoment, and say so on the button. */
async function copyAddress(event) {
  const button = event.target.closest('[data-kopieer]');
  if (!button) return;
  const text = button.textContent;
  try {
    await navigator.clipboard.writeText(window.location.href);
    button.textContent = 'Het adres is gekopieerd';
  } catch {
    button.textContent = 'Kopiëren mag niet van deze browser; kopieer het adres uit de adresbalk';
  }
  window.setTimeout(() => { button.textContent = text; }, 4000);
}

/** Close the sheets that hang over the page (account, peilmoment) with Escape or by going elsewhere. */
function closeMenu(event) {
  if (event.type === 'keydown' && event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details:is(.vth-account, .vth-peilmoment__keuze)[open]')) {
    if (event.type === 'click' && menu.contains(event.target)) continue;
    menu.open = false;
    if (event.type === 'keydown') menu.querySelector('summary').focus();
  }
}

/** Move from the search box into what was found, and up and down in it; Escape empties the list. */
function moveInFound(event) {
  const box = event.target.closest('.vth-zoek');
  const list = box?.querySelector('.vth-direct');
  if (!list || !['ArrowDown', 'ArrowUp', 'Escape'].includes(event.key)) return;
  if (event.key === 'Escape') {
    list.replaceChildren();
    box.querySelector('input').focus();
    return;
  }
  const stops = [box.querySelector('input'), ...list.querySelectorAll('a')];
  const next = stops.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1);
  if (stops.length < 2 || next < 0 || next >= stops.length) return;
  stops[next].focus();
  event.preventDefault();
}

document.addEventListener('keydown', moveInFound);
document.addEventListener('keydown', moveInWorkList);
document.addEventListener('keydown', closeMenu);
document.addEventListener('click', closeMenu);
document.addEventListener('click', copyAddress);
for (const element of document.querySelectorAll('[data-kopieer], [data-alleen-script]')) element.hidden = false;

// A page that only waits for something asks for itself again.
const waits = document.querySelector('meta[name="vth-ververs"]');
if (waits) window.setTimeout(() => window.location.reload(), Number(waits.content) * 1000);

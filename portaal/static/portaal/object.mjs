// What the page of one thing adds when JavaScript runs: print, and copy the permanent address.

document.addEventListener('click', async (event) => {
  if (event.target.closest('[data-afdruk]')) {
    window.print();
    return;
  }
  const button = event.target.closest('[data-kopieer-tekst]');
  if (!button) return;
  const text = document.getElementById(button.dataset.kopieerTekst).textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Gekopieerd';
  } catch {
    button.textContent = 'Kopiëren mag niet van deze browser';
  }
  window.setTimeout(() => { button.textContent = 'Kopieer'; }, 4000);
});

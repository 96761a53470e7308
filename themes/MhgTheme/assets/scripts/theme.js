// Runs in the head, before anything is drawn, so that a dark page does not flash white. The system decides until the reader does.
const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');

function chosen() {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null; // storage is switched off
  }
}

function apply() {
  root.dataset.bsTheme = chosen() ?? (dark.matches ? 'dark' : 'light');
}

apply();
dark.addEventListener('change', apply);
addEventListener('storage', apply);

// Paper is light.
addEventListener('beforeprint', () => {
  root.dataset.bsTheme = 'light';
});
addEventListener('afterprint', apply);

const root = document.documentElement;

export function themeToggle() {
  const button = document.querySelector('[data-theme-toggle]');
  if (!button) return;

  const show = () => {
    const isDark = root.dataset.bsTheme === 'dark';
    button.setAttribute('aria-label', isDark ? button.dataset.toLight : button.dataset.toDark);
    button.querySelector('use').setAttribute('href', root.dataset.icons + (isDark ? '#sun' : '#moon-stars'));
  };

  button.addEventListener('click', () => {
    const next = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
    root.dataset.bsTheme = next;
    try {
      localStorage.setItem('theme', next);
    } catch {
      // Storage is switched off: the choice holds for this page.
    }
  });

  new MutationObserver(show).observe(root, { attributeFilter: ['data-bs-theme'] });
  show();
  button.hidden = false;
}

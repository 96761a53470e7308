const root = document.documentElement;

export function themeToggle() {
  for (const button of document.querySelectorAll('[data-theme-toggle]')) {
    const show = () => {
      const isDark = root.dataset.bsTheme === 'dark';
      button.querySelector('.theme-name').textContent = isDark ? button.dataset.toLight : button.dataset.toDark;
      button.querySelector('use').setAttribute('href', `${root.dataset.icons}#${isDark ? 'sun' : 'moon-stars'}`);
    };

    button.addEventListener('click', choose);
    new MutationObserver(show).observe(root, { attributeFilter: ['data-bs-theme'] });
    show();
    button.hidden = false;
  }
}

function choose() {
  const next = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
  root.dataset.bsTheme = next;
  try {
    localStorage.setItem('theme', next);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
}

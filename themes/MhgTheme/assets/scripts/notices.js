// The bell counts on while a page stays open.
const pause = 30_000;

export function countNotices() {
  const bell = document.querySelector('[data-unread-url]');
  if (!bell?.dataset.unreadUrl) return;

  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch(bell.dataset.unreadUrl, { redirect: 'error' });
      if (answer.ok) show(await answer.json());
    } catch {
      // No connection, or signed out meanwhile: the next page says so.
    }
  }

  function show(unread) {
    for (const part of bell.querySelectorAll('[data-if-unread]')) part.hidden = unread === 0;
    bell.querySelector('.tool-count').textContent = unread > 99 ? '99+' : unread;
  }

  setInterval(ask, pause);
  document.addEventListener('visibilitychange', ask);
}

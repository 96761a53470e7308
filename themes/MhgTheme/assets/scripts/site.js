// What scripts add to pages that work without them.
import { closeMenus } from './menus.js';
import { countNotices } from './notices.js';
import { guardForms } from './forms.js';
import { themeToggle } from './theme-toggle.js';
import { keepTyped } from './typed.js';

themeToggle();
closeMenus();
countNotices();
guardForms();
keepTyped();

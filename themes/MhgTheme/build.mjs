// Builds everything that the browser gets into wwwroot/lib, which is not committed. Run by the project file.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import esbuild from 'esbuild';
import rtlcss from 'rtlcss';
import * as sass from 'sass';

process.chdir(import.meta.dirname);

// Built aside and put in place whole: what stops in the middle leaves nothing that looks finished.
const lib = `obj/lib-${process.pid}`;
await mkdir(`${lib}/fonts`, { recursive: true });
try {
  await Promise.all([bootstrap(), stylesAndScripts(), icons(), copies()]);
  await rm('wwwroot/lib', { recursive: true, force: true });
  await rename(lib, 'wwwroot/lib');
} catch (error) {
  await rm(lib, { recursive: true, force: true });
  throw error;
}

// Bootstrap's own Sass still uses what Sass will drop one day; the warnings say nothing about our files.
async function bootstrap() {
  const { css } = await sass.compileAsync('assets/styles/bootstrap.scss', {
    loadPaths: ['node_modules'],
    quietDeps: true,
    silenceDeprecations: ['import'],
  });
  await Promise.all([writeCss('bootstrap.css', css), writeCss('bootstrap.rtl.css', rtlcss.process(css))]);
}

async function writeCss(name, css) {
  const { code } = await esbuild.transform(css, { loader: 'css', minify: true, legalComments: 'none' });
  await writeFile(`${lib}/${name}`, code);
}

async function stylesAndScripts() {
  await esbuild.build({
    entryPoints: [
      ...['site', 'workflows'].map((style) => `assets/styles/${style}.css`),
      ...['theme', 'site', 'editor', 'review', 'workflow-designer'].map((script) => `assets/scripts/${script}.js`),
    ],
    outdir: lib,
    entryNames: '[name]',
    assetNames: 'fonts/[name]-[hash]',
    loader: { '.woff2': 'file' },
    external: ['*.svg'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
    legalComments: 'linked',
    logLevel: 'warning',
  });
}

// One sprite with the icons that assets/icons.txt lists and those in assets/icons: a page names them, the browser keeps the file.
async function icons() {
  const listed = (await readFile('assets/icons.txt', 'utf8')).split(/\s+/).filter(Boolean);
  const files = [
    ...listed.map((name) => `node_modules/bootstrap-icons/icons/${name}.svg`),
    ...(await readdir('assets/icons')).map((file) => `assets/icons/${file}`),
  ];
  const symbols = files.map(async (file) => {
    const name = basename(file, '.svg');
    const svg = await readFile(file, 'utf8');
    const [, viewBox, shapes] = svg.match(/viewBox="([^"]+)"[^>]*>([\s\S]*)<\/svg>/);
    return `<symbol id="${name}" viewBox="${viewBox}">${shapes.replace(/\s*\n\s*/g, '')}</symbol>`;
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">${(await Promise.all(symbols)).join('')}</svg>`;
  await writeFile(`${lib}/icons.svg`, sprite);
}

async function copies() {
  await cp('node_modules/htmx.org/dist/htmx.min.js', `${lib}/htmx.js`);
  for (const font of ['source-sans-3', 'source-serif-4']) {
    await cp(`node_modules/@fontsource-variable/${font}/LICENSE`, `${lib}/fonts/${font}.LICENSE.txt`);
  }
}

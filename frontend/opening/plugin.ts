/** Puts what is painted and asked for before the app's code runs into the build: one small script ahead of everything. */
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { OPENING_PAGES, OPENING_TEXTS } from './pages.ts';

const SOURCE = fileURLToPath(new URL('./opening.js', import.meta.url));
const LANGUAGES = fileURLToPath(new URL('../src/languages/', import.meta.url));
const ADDRESS = '/opening.js';
const ENGLISH = 'en.json';
/** As Vite writes the app's entry into the page. */
const ENTRY = /<script type="module" crossorigin src="([^"]+)"><\/script>/;

type Chunks = readonly Rolldown.OutputChunk[];

export function opening(): Plugin {
  let built = ADDRESS;
  return {
    name: 'datainsight-opening',
    configureServer(server) {
      server.middlewares.use(ADDRESS, (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(script([]));
      });
    },
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        const file = this.emitFile({ type: 'asset', name: 'opening.js', source: script(chunks) });
        built = `/${this.getFileName(file)}`;
      },
    },
    transformIndexHtml: {
      order: 'post',
      // The entry is fetched at once, and run by the script as soon as the page was painted.
      handler: (html) => ({
        // Nothing of it is needed for that, so it must not hold up the styles.
        html: html
          .replace(ENTRY, '<link rel="modulepreload" crossorigin href="$1" id="entry">')
          .replaceAll('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"'),
        tags: [{ tag: 'script', attrs: { src: built }, injectTo: 'head-prepend' }],
      }),
    },
  };
}

const pack = promisify(brotliCompress);
const TEXT = /\.(js|css|svg|json|html|wasm)$/;
/** What CloudFront packs at least, and about as tightly as it does. */
const SMALLEST = 1_000;
const QUALITY = 6;

/** Lays a packed copy beside each text, for the local stack; CloudFront packs by itself. */
export function packed(): Plugin {
  return {
    name: 'datainsight-packed',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => TEXT.test(name));
      await Promise.all(
        names.map(async (name) => {
          const content = readFileSync(join(dir, name));
          if (content.length < SMALLEST) return;
          await writeFile(join(dir, `${name}.br`), await pack(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }));
        }),
      );
    },
  };
}

/** The script with its two tables. */
function script(chunks: Chunks): string {
  const loaded = new Set(chunks.filter((one) => one.isEntry).flatMap((entry) => [...withImports(entry.fileName, chunks)]));
  const addresses = (modules: readonly string[]): string[] => {
    const files = modules.flatMap((module) => {
      const chunk = chunks.find((one) => one.moduleIds.some((id) => id.endsWith(`/${module}`)));
      if (chunk === undefined && chunks.length > 0) throw new Error(`No chunk has ${module}.`);
      return chunk === undefined ? [] : [...withImports(chunk.fileName, chunks)];
    });
    return [...new Set(files)].filter((file) => !loaded.has(file)).map((file) => `/${file}`);
  };
  const pages = OPENING_PAGES.map(({ modules, ...page }) => ({ ...page, chunks: addresses(modules) }));
  const texts = [...OPENING_TEXTS, ...OPENING_PAGES.flatMap(({ title, lead }) => [title, lead ?? ''])];
  const languages = readdirSync(LANGUAGES).filter((name) => name !== ENGLISH);
  const catalogues = languages.map((name) => {
    const catalogue = JSON.parse(readFileSync(LANGUAGES + name, 'utf8')) as Record<string, unknown>;
    const said = Object.fromEntries(texts.filter((text) => text in catalogue).map((text) => [text, catalogue[text]]));
    return [name.slice(0, 2), { ...said, chunks: addresses([`src/languages/${name}`]) }];
  });
  const tables = `const PAGES = ${JSON.stringify(pages)}, TEXTS = ${JSON.stringify(Object.fromEntries(catalogues))};`;
  // A block, so that the names are nobody else's.
  return `{ ${tables}\n${readFileSync(SOURCE, 'utf8').replaceAll(/^\s*\/\/.*\n/gm, '')}}\n`;
}

/** A chunk and all that it imports at once. */
function withImports(fileName: string, chunks: Chunks, found = new Set<string>()): Set<string> {
  if (found.has(fileName)) return found;
  found.add(fileName);
  for (const next of chunks.find((one) => one.fileName === fileName)?.imports ?? []) withImports(next, chunks, found);
  return found;
}

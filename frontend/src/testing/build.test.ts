/** The built app: how much a first visit loads, and that nothing in its page needs a loosened policy. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { OPENING_PAGES } from '../../opening/pages';

const FIRST_LOAD_BYTES = 200_000;
const page = existsSync('dist/index.html') ? readFileSync('dist/index.html', 'utf8') : null;

describe.skipIf(page === null)('the build (npm run build)', () => {
  const html = page ?? '';
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');

  it('loads at most 200 kB of JavaScript, packed, before a page of its own', () => {
    expect(scripts.length).toBeGreaterThan(1);
    const total = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(`dist${path}`)).length, 0);
    expect(total).toBeLessThan(FIRST_LOAD_BYTES);
  });

  it('has no script or style inside the page', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|\sstyle=/);
  });

  it('asks ahead for what each page needs, of files that are there', () => {
    const opening = readFileSync(`dist${scripts.find((path) => path.includes('/opening-')) ?? ''}`, 'utf8');
    const asked = [...opening.matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(asked.length).toBeGreaterThan(OPENING_PAGES.length / 2);
    expect(asked.filter((path) => !existsSync(`dist${path}`))).toEqual([]);
    expect(asked.filter((path) => scripts.includes(path))).toEqual([]);
  });

  it('loads nothing from elsewhere', () => {
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});

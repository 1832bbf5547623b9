/** Colours of code by shiki: its grammars, our palette. Loaded when the first script is shown. */
import { createHighlighterCore, type HighlighterCore, type ThemeRegistration } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

export type Kind = 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'function';

export interface Token {
  text: string;
  kind: Kind;
}

/** Each kind has a colour that stands for it; the page gives the real ones, so that both themes work. */
const KINDS: Readonly<Record<string, Kind>> = {
  '#000001': 'comment',
  '#000002': 'string',
  '#000003': 'number',
  '#000004': 'keyword',
  '#000005': 'function',
};

const THEME: ThemeRegistration = {
  name: 'kinds',
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    { scope: ['comment', 'punctuation.definition.comment', 'string.quoted.docstring'], settings: { foreground: '#000001' } },
    { scope: ['string', 'string.quoted'], settings: { foreground: '#000002' } },
    { scope: ['constant.numeric', 'constant.language'], settings: { foreground: '#000003' } },
    { scope: ['keyword', 'storage', 'keyword.operator.word'], settings: { foreground: '#000004' } },
    { scope: ['entity.name.function', 'support.function', 'meta.function-call.generic'], settings: { foreground: '#000005' } },
  ],
};

let highlighter: Promise<HighlighterCore> | null = null;

function load(): Promise<HighlighterCore> {
  highlighter ??= createHighlighterCore({
    themes: [THEME],
    langs: [import('shiki/langs/python.mjs'), import('shiki/langs/sql.mjs'), import('shiki/langs/r.mjs')],
    // No WebAssembly: the content security policy may then stay strict, and it is smaller.
    engine: createJavaScriptRegexEngine(),
  });
  return highlighter;
}

export async function highlight(code: string, grammar: 'python' | 'sql' | 'r'): Promise<Token[][]> {
  const ready = await load();
  const { tokens } = ready.codeToTokens(code, { lang: grammar, theme: 'kinds' });
  return tokens.map((line) => line.map((token) => ({ text: token.content, kind: KINDS[token.color?.toLowerCase() ?? ''] ?? 'plain' })));
}

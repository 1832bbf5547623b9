/** All texts of the source that `t`, `plural`, `phrase` and `mark` are given, in English. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Catalogue } from '@/lib/language';

const SAYING = new Set(['t', 'phrase', 'mark']);

export interface Collected {
  texts: Catalogue;
  /** Calls whose text is put together, so that no catalogue can have it. */
  built: readonly string[];
}

export function collect(folder: string): Collected {
  const texts: Record<string, Catalogue[string]> = {};
  const built: string[] = [];
  for (const path of sources(folder)) {
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    visit(source, (call) => {
      const name = call.expression.getText();
      const [first, one, other] = call.arguments;
      if (SAYING.has(name) && first !== undefined) {
        if (ts.isStringLiteralLike(first)) texts[first.text] ??= first.text;
        else if (ts.isTemplateExpression(first) || name === 'mark') built.push(`${path}: ${call.getText()}`);
      }
      if (name === 'plural' && one !== undefined && other !== undefined) {
        if (ts.isStringLiteralLike(one) && ts.isStringLiteralLike(other)) texts[other.text] = { one: one.text, other: other.text };
        else built.push(`${path}: ${call.getText()}`);
      }
    });
  }
  const sorted = Object.entries(texts).sort(([left], [right]) => (left < right ? -1 : 1));
  return { texts: Object.fromEntries(sorted), built };
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|^testing|schema\.ts$|language\.ts$|phrase\.tsx$/.test(name))
    .map((name) => join(folder, name));
}

function visit(node: ts.Node, call: (found: ts.CallExpression) => void): void {
  if (ts.isCallExpression(node)) call(node);
  ts.forEachChild(node, (child) => visit(child, call));
}

import type { ColumnProfile, Fact, Sentence } from '@/client/analysis';
import { t } from './language';

/** A stretch of a sentence; with the fact that it was put in from, or null for the writer's own words. */
export interface Piece {
  text: string;
  factId: string | null;
}

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/**
 * Finds which stretch of a sentence each fact was written as.
 *
 * The server has written the numbers; we do not write them again but look where they stand: what lies between
 * the template's own words. A text that does not fit its template is shown as it is, without chips.
 */
export function pieces({ template, text }: Sentence): Piece[] {
  const ids = [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const own = template.split(PLACEHOLDER).filter((_, index) => index % 2 === 0);
  const expression = new RegExp(`^${own.map(escaped).join('([\\s\\S]+?)')}$`);
  const found = expression.exec(text);
  if (found === null) return [{ text, factId: null }];
  const result: Piece[] = [];
  own.forEach((words, index) => {
    if (words !== '') result.push({ text: words, factId: null });
    const value = found[index + 1];
    if (value !== undefined) result.push({ text: value, factId: ids[index] ?? null });
  });
  return result;
}

const OPENING = /[(“"]$/;
const CLOSING = /^[)”".,:;!?%]+/;

/** Groups that must stay on one line: a chip with the bracket before it and the sign after it. */
export function together(found: readonly Piece[]): Piece[][] {
  const rest = found.map((piece) => ({ ...piece }));
  const groups: Piece[][] = [];
  rest.forEach((piece, index) => {
    if (piece.factId === null) {
      if (piece.text !== '') groups.push([piece]);
      return;
    }
    const group: Piece[] = [piece];
    const before = groups.at(-1)?.[0];
    const opening = before?.factId === null ? OPENING.exec(before.text)?.[0] : undefined;
    if (before !== undefined && opening !== undefined && groups.at(-1)?.length === 1) {
      before.text = before.text.slice(0, -1);
      group.unshift({ text: opening, factId: null });
    }
    const after = rest[index + 1];
    const closing = after?.factId === null ? CLOSING.exec(after.text)?.[0] : undefined;
    if (after !== undefined && closing !== undefined) {
      after.text = after.text.slice(closing.length);
      group.push({ text: closing, factId: null });
    }
    groups.push(group);
  });
  return groups.filter((group) => group.some((piece) => piece.text !== ''));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export type Source =
  | { kind: 'dataset' | 'quality'; label: string }
  | { kind: 'column'; id: string; label: string }
  | { kind: 'issue'; id: string; label: string };

/** Where a fact was measured. Scopes are "dataset", "quality", "column:3", "issue:missing_values:3". */
export function sourceOf(fact: Fact, columns: readonly ColumnProfile[]): Source {
  const [kind, ...rest] = fact.scope.split(':');
  if (kind === 'column') {
    const name = columns.find((column) => column.position === Number(rest[0]))?.name ?? '';
    return { kind, id: name, label: t('Measured on the column “{0}”', name) };
  }
  if (kind === 'issue') return { kind, id: rest.join(':'), label: t('Counted by a check') };
  if (kind === 'quality') return { kind, label: t('From the quality score') };
  return { kind: 'dataset', label: t('Measured on the whole table') };
}

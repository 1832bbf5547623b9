import { describe, expect, it } from 'vitest';
import { pieces, sourceOf, together } from './facts';

const fact = { id: 'f1', metric: 'null_count', value: 3, unit: 'rows', is_exact: true };

describe('pieces', () => {
  it('finds each fact as the server has written it', () => {
    const found = pieces({ template: '{{f2}} has {{f3}}; done.', text: '“a (b)” has 2,012 rows; done.', fact_ids: ['f2', 'f3'] });
    expect(found).toEqual([
      { text: '“a (b)”', factId: 'f2' },
      { text: ' has ', factId: null },
      { text: '2,012 rows', factId: 'f3' },
      { text: '; done.', factId: null },
    ]);
  });

  it('takes signs of the template as they are, not as an expression', () => {
    const found = pieces({ template: 'Is it {{f1}} (or more)?', text: 'Is it 5 (or more)?', fact_ids: ['f1'] });
    expect(found.find((piece) => piece.factId === 'f1')?.text).toBe('5');
  });

  it('shows a text that does not fit its template as it is', () => {
    expect(pieces({ template: '{{f1}} rows', text: 'something else', fact_ids: ['f1'] })).toEqual([{ text: 'something else', factId: null }]);
  });
});

describe('sourceOf', () => {
  it('leads to the issue, whose id has colons of its own', () => {
    expect(sourceOf({ ...fact, scope: 'issue:missing_values:3' }, [])).toMatchObject({ kind: 'issue', id: 'missing_values:3' });
  });

  it('leads to the table otherwise', () => {
    expect(sourceOf({ ...fact, scope: 'dataset' }, []).kind).toBe('dataset');
  });
});

describe('together', () => {
  it('keeps brackets and stops on the line of their chip, and loses nothing', () => {
    const found = [
      { text: 'in ', factId: null },
      { text: '5 rows', factId: 'f1' },
      { text: ' (', factId: null },
      { text: '51 %', factId: 'f2' },
      { text: '); else', factId: null },
    ];
    const groups = together(found).map((group) => group.map((piece) => piece.text));
    expect(groups).toEqual([['in '], ['5 rows'], [' '], ['(', '51 %', ');'], [' else']]);
    expect(groups.flat().join('')).toBe(found.map((piece) => piece.text).join(''));
  });
});

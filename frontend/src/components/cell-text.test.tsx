import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CellText } from './cell-text';

const marked = (value: string): string[] => {
  const { container } = render(<CellText value={value} />);
  expect(container.textContent).toBe(value);
  return [...container.querySelectorAll('span')].map((span) => span.textContent);
};

test('blanks at the ends and doubled ones are marked, and the text stays what it is', () => {
  expect(marked(' SHIPPED  ')).toEqual([' ', '  ']);
  expect(marked('New  York City')).toEqual(['  ']);
  expect(marked('plain text')).toEqual([]);
  expect(marked('  ')).toEqual(['  ']);
});

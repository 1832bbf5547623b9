import { expect, it } from 'vitest';
import type { Issue, Recommendation } from '@/client/analysis';
import { entries } from './issue-list';

const repair = (id: string): Recommendation => ({ id }) as Recommendation;
const issue = (...ids: string[]): Issue => ({ id: 'issue', recommendation_ids: ids }) as unknown as Issue;
const plan = { accepted: ['best'], dismissed: [], isSuggested: true };

it('shows the repairs of an issue best first, in whatever order they run', () => {
  const [entry] = entries([issue('best', 'other', 'muted')], [repair('other'), repair('best')], plan);
  expect(entry?.repairs.map((one) => one.id)).toEqual(['best', 'other']);
  expect(entry?.isAccepted).toBe(true);
});

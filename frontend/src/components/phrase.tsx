import { Fragment, type ReactNode } from 'react';
import { cut } from '@/lib/language';

/**
 * A sentence with links or badges inside, as one text: phrase('Sign in or {0}.', <Link …>).
 *
 * So that a translation can put them anywhere in it.
 */
export function phrase(text: string, ...slots: readonly ReactNode[]): ReactNode {
  return cut(text).map((part, index) => <Fragment key={index}>{typeof part === 'number' ? slots[part] : part}</Fragment>);
}

import { lazy, Suspense, useMemo, useState } from 'react';
import { useShortcuts } from '@/lib/shortcuts';
import { mark, t } from '@/lib/language';

const Modal = lazy(() => import('@/components/modal').then((module) => ({ default: module.Modal })));

const KEYS: readonly (readonly [string, string])[] = [
  ['?', mark('This list')],
  ['/', mark('Search the columns or the issues')],
  ['j  k', mark('Next, previous')],
  ['Enter', mark('Open what is selected')],
  ['Esc', mark('Close')],
  ['a', mark('Accept the repair of the selected issue')],
  ['d', mark('Dismiss the selected issue')],
];

export function ShortcutHelp() {
  const [state, setState] = useState<'never asked' | 'open' | 'closed'>('never asked');
  useShortcuts(useMemo(() => ({ '?': () => setState('open') }), []));
  if (state === 'never asked') return null;
  return (
    <Suspense>
      <Modal title={t('Keyboard')} isOpen={state === 'open'} onClose={() => setState('closed')}>
        <table>
          <tbody>
            {KEYS.map(([key, meaning]) => (
              <tr key={key}>
                <td>
                  {key.split('  ').map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
                </td>
                <td className="soft">{t(meaning)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Modal>
    </Suspense>
  );
}

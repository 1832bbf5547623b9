import { useMemo, useState } from 'react';
import { Modal } from '@/components/modal';
import { useShortcuts } from '@/lib/shortcuts';

const KEYS: readonly (readonly [string, string])[] = [
  ['?', 'This list'],
  ['/', 'Search the columns or the issues'],
  ['j  k', 'Next, previous'],
  ['Enter', 'Open what is selected'],
  ['Esc', 'Close'],
  ['a', 'Accept the repair of the selected issue'],
  ['d', 'Dismiss the selected issue'],
];

export function ShortcutHelp() {
  const [isOpen, setOpen] = useState(false);
  useShortcuts(useMemo(() => ({ '?': () => setOpen(true) }), []));
  return (
    <Modal title="Keyboard" isOpen={isOpen} onClose={() => setOpen(false)}>
      <table>
        <tbody>
          {KEYS.map(([key, meaning]) => (
            <tr key={key}>
              <td>
                {key.split('  ').map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </td>
              <td className="soft">{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

import { useEffect } from 'react';

/** Keys that do something on a page: "j", "/", "?", "Escape". */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Keys typed into a field are text; keys with a modifier belong to the browser. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

export function useShortcuts(shortcuts: Shortcuts, isActive = true): void {
  useEffect(() => {
    if (!isActive) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const act = shortcuts[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [shortcuts, isActive]);
}

import { Search } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { t } from '@/lib/language';
import { useMedia } from '@/lib/media';
import { useShortcuts } from '@/lib/shortcuts';
import css from './controls.module.css';

interface SearchFieldProps {
  /** What is searched, for those who do not see the field. */
  label: string;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
}

/** A field that "/" leads to from anywhere on the page, and Enter or Escape back from. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  // A phone has no key for it.
  const hasKeys = useMedia('(hover: hover)');
  const words = placeholder ?? t('Search');
  useShortcuts(useMemo(() => ({ '/': () => field.current?.focus() }), []));
  return (
    <div className={css['search']}>
      <Search size={14} aria-hidden />
      <input
        ref={field}
        className={css['input']}
        type="search"
        aria-label={label}
        placeholder={hasKeys ? `${words}   /` : words}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </div>
  );
}

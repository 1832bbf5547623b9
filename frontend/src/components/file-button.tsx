import { useRef, type ReactNode } from 'react';
import { t } from '@/lib/language';
import { Button, IconButton } from './button';

interface FileButtonProps {
  label: string;
  onFile: (file: File) => void;
  /** An icon alone, or an icon and the label. */
  look: 'icon' | 'plain';
  icon: ReactNode;
  className?: string;
}

/** A button that asks for one file. */
export function FileButton({ label, onFile, look, icon, className }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const ask = (): void => input.current?.click();
  return (
    <span className={className}>
      {look === 'icon' ? (
        <IconButton label={label} onClick={ask}>
          {icon}
        </IconButton>
      ) : (
        <Button onClick={ask}>
          {icon}
          {label}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('{0}: file', label)}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          event.target.value = '';
        }}
      />
    </span>
  );
}

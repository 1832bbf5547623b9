import { useId, type InputHTMLAttributes } from 'react';
import css from './controls.module.css';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
}

export function Field({ label, hint, ...rest }: FieldProps) {
  const id = useId();
  return (
    <label className={css['field']}>
      {label}
      <input className={css['input']} aria-describedby={hint === undefined ? undefined : id} {...rest} />
      {hint !== undefined && (
        <span id={id} className={css['hint']}>
          {hint}
        </span>
      )}
    </label>
  );
}

export const inputClass = css['input'] ?? '';

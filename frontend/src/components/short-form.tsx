import { useId, type ReactNode } from 'react';
import { t } from '@/lib/language';
import { Button } from './button';
import { inputClass } from './field';
import controls from './controls.module.css';
import css from './lines.module.css';

interface ShortFormProps {
  /** For people who do not see it. */
  label: string;
  action: string;
  isBusy: boolean;
  /** What the last try came to. */
  error: unknown;
  /** Resolves when it was taken, then the fields are emptied. */
  onSubmit: (fields: FormData) => Promise<unknown>;
  /** A few fields side by side, or many in columns with the button below. */
  look?: 'line' | 'columns';
  children: ReactNode;
}

/** A form of a line or two under a list. What was typed stays until it was taken. */
export function ShortForm({ label, action, isBusy, error, onSubmit, look = 'line', children }: ShortFormProps) {
  return (
    <form
      aria-label={label}
      className={look === 'line' ? css.form : css.columns}
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        // A refusal is shown below by `error`.
        onSubmit(new FormData(form)).then(
          () => form.reset(),
          () => undefined,
        );
      }}
    >
      {children}
      <Button type="submit" look="primary" disabled={isBusy}>
        {action}
      </Button>
      <Refusal error={error} />
    </form>
  );
}

/** Why something was not done; nothing while there is no error. */
export function Refusal({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  return (
    <p role="alert" className={css.error}>
      {error instanceof Error ? error.message : t('That did not work. Please try again.')}
    </p>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  name: string;
  options: readonly { value: Value; label: string }[];
  initial: NoInfer<Value>;
}

export function Choice<Value extends string>({ label, name, options, initial }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className={`${controls['field'] ?? ''} ${css.narrow ?? ''}`}>
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} className={inputClass} defaultValue={initial}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {t(option.label)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ChecksProps {
  label: string;
  name: string;
  options: readonly { value: string; label: string }[];
}

/** Any number of a few; all are on at first. */
export function Checks({ label, name, options }: ChecksProps) {
  return (
    <fieldset className={css.choices}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="checkbox" name={name} value={option.value} defaultChecked />
          {t(option.label)}
        </label>
      ))}
    </fieldset>
  );
}

/** The text of a field, without what is around it. */
export function fieldText(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** The one of these that a field names. */
export function fieldChoice<Value extends string>(fields: FormData, name: string, options: readonly { value: Value }[]): Value | undefined {
  return options.find((option) => option.value === fields.get(name))?.value;
}

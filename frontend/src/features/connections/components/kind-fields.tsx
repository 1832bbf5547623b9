import { Field } from '@/components/field';
import { Choice } from '@/components/short-form';
import type { fieldsOf } from '../api/fields';
import { t } from '@/lib/language';

interface KindFieldsProps {
  fields: ReturnType<typeof fieldsOf>;
  /** What they hold at first, by name. */
  initial?: Readonly<Record<string, string>>;
}

/** The inputs of one kind of connection. */
export function KindFields({ fields, initial = {} }: KindFieldsProps) {
  return fields.map((field) =>
    field.options !== undefined ? (
      <Choice key={field.name} label={t(field.label)} name={field.name} options={field.options} initial={initial[field.name] ?? field.options[0]?.value ?? ''} />
    ) : (
      <Field
        key={field.name}
        label={t(field.label)}
        name={field.name}
        required={field.isRequired === true}
        defaultValue={initial[field.name]}
        type={field.isSecret === true ? 'password' : field.isNumber === true ? 'number' : 'text'}
        autoComplete={field.isSecret === true ? 'new-password' : 'off'}
        {...(field.placeholder === undefined ? {} : { placeholder: field.placeholder })}
        {...(field.hint === undefined ? {} : { hint: t(field.hint) })}
      />
    ),
  );
}

import { Field } from '@/components/field';
import { Choice } from '@/components/short-form';
import type { fieldsOf } from '../api/fields';
import { t } from '@/lib/language';

/** The inputs of one kind of connection. */
export function KindFields({ fields }: { fields: ReturnType<typeof fieldsOf> }) {
  return fields.map((field) =>
    field.options !== undefined ? (
      <Choice key={field.name} label={t(field.label)} name={field.name} options={field.options} initial={field.options[0]?.value ?? ''} />
    ) : (
      <Field
        key={field.name}
        label={t(field.label)}
        name={field.name}
        required={field.isRequired === true}
        type={field.isSecret === true ? 'password' : field.isNumber === true ? 'number' : 'text'}
        autoComplete={field.isSecret === true ? 'new-password' : 'off'}
        {...(field.placeholder === undefined ? {} : { placeholder: field.placeholder })}
        {...(field.hint === undefined ? {} : { hint: t(field.hint) })}
      />
    ),
  );
}

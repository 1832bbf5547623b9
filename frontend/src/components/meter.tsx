import css from './controls.module.css';

/** How far something is; `value` of 0..1, null while unknown. */
export function Meter({ label, value }: { label: string; value: number | null }) {
  const percent = value === null ? undefined : Math.round(value * 100);
  return (
    <div className={css['meter']} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <div className={css['meterFill']} style={{ width: `${String(percent ?? 8)}%` }} />
    </div>
  );
}

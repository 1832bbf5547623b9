import { Activity, ArrowRight, UsersRound } from 'lucide-react';
import { t } from '@/lib/language';
import { SAMPLES, type Sample } from '../api/samples';
import css from './datasets.module.css';

const ICONS = [Activity, UsersRound] as const;

/** For those who have no file at hand: tables made up in the browser, each with troubles of its own. */
export function SampleCards({ onFile }: { onFile: (file: File) => void }) {
  return (
    <section aria-labelledby="samples" className="stack-small">
      <h2 id="samples" className={css.samplesTitle}>
        {t('No file at hand? Try one of these')}
      </h2>
      <ul className={css.samples}>
        {SAMPLES.map((sample, index) => (
          <li key={sample.name}>
            <SampleButton sample={sample} Icon={ICONS[index % ICONS.length] ?? Activity} onFile={onFile} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface SampleButtonProps {
  sample: Sample;
  Icon: typeof Activity;
  onFile: (file: File) => void;
}

function SampleButton({ sample, Icon, onFile }: SampleButtonProps) {
  return (
    <button type="button" className={css.sample} onClick={() => onFile(sample.make())}>
      <Icon size={18} aria-hidden />
      <span className="grow">
        <strong>{t(sample.title)}</strong>
        <span className="soft small block">{t(sample.about)}</span>
      </span>
      <ArrowRight size={15} aria-hidden className={css.go} />
    </button>
  );
}

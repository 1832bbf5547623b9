import { Sparkles } from 'lucide-react';
import { buttonClass } from '@/components/button';
import { SAMPLES, type Sample } from '../api/samples';

/** For those who have no file at hand: tables made up in the browser, each with troubles of its own. */
export function SampleCards({ onFile }: { onFile: (file: File) => void }) {
  return (
    <div className="row-wrap">
      <span className="soft small">No file at hand?</span>
      {SAMPLES.map((sample) => (
        <SampleButton key={sample.name} sample={sample} onFile={onFile} />
      ))}
    </div>
  );
}

function SampleButton({ sample, onFile }: { sample: Sample; onFile: (file: File) => void }) {
  return (
    <button type="button" className={buttonClass('plain', 'small')} title={sample.about} onClick={() => onFile(sample.make())}>
      <Sparkles size={13} aria-hidden />
      {sample.title}
    </button>
  );
}

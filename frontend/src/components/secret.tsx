import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { t } from '@/lib/language';
import { Button } from './button';
import css from './lines.module.css';

interface SecretProps {
  /** What it is and what it is for. */
  title: string;
  value: string;
  onClose: () => void;
}

/** Something that is shown this once. */
export function Secret({ title, value, onClose }: SecretProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div role="status" className={css.secret}>
      <span>
        <strong>{title}</strong> {t('It is not shown again: put it where it is needed now.')}
      </span>
      <code>{value}</code>
      <span className="row">
        <Button size="small" onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
          {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          {isCopied ? t('Copied') : t('Copy')}
        </Button>
        <Button size="small" look="quiet" onClick={onClose}>
          {t('I have it')}
        </Button>
      </span>
    </div>
  );
}

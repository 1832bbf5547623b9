import { Bug, CircleAlert, Info, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Severity } from '@/lib/severity';
import { t } from '@/lib/language';
import css from './controls.module.css';

type Tone = Severity | 'good' | 'bad' | 'accent' | 'plain';

export function Badge({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={`${css['badge'] ?? ''} ${tone === 'plain' ? '' : (css[tone] ?? '')}`} title={title}>
      {children}
    </span>
  );
}

const ICONS: Readonly<Record<Severity, LucideIcon>> = {
  critical: OctagonAlert,
  high: TriangleAlert,
  medium: CircleAlert,
  low: Bug,
  info: Info,
};

/** Colour, shape and word together: none of them alone carries the meaning. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const Icon = ICONS[severity];
  return (
    <Badge tone={severity}>
      <Icon size={12} aria-hidden />
      {t(severity)}
    </Badge>
  );
}

import { Braces, Calendar, CalendarClock, CircleOff, Clock, Hash, List, ToggleLeft, Type, type LucideIcon } from 'lucide-react';
import type { ColumnProfile } from '@/client/analysis';
import css from './columns.module.css';

const ICONS: Readonly<Record<ColumnProfile['data_type'], LucideIcon>> = {
  integer: Hash,
  decimal: Hash,
  boolean: ToggleLeft,
  date: Calendar,
  datetime: CalendarClock,
  time: Clock,
  text: Type,
  list: List,
  object: Braces,
  empty: CircleOff,
};

export function TypeIcon({ type }: { type: ColumnProfile['data_type'] }) {
  const Icon = ICONS[type];
  return <Icon size={14} aria-hidden className={css.typeIcon} />;
}

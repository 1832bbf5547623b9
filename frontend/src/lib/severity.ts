import type { Schemas } from '@/client/api';

export type Severity = Schemas['Severity'];

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity);

import type { ErrorComponentProps } from '@tanstack/react-router';
import { Failure } from '@/components/states';

/** A page that broke, or whose code could not be loaded (an old tab after a new release). */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  return <Failure error={error} retry={reset} />;
}

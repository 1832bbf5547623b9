import type { ErrorComponentProps } from '@tanstack/react-router';
import { Unplug } from 'lucide-react';
import { Button } from '@/components/button';
import { Empty, Failure } from '@/components/states';
import { t } from '@/lib/language';

/** What browsers say when they get no code: Chromium, Firefox, Safari, and the loader of our build. */
const NO_CODE = /dynamically imported module|Importing a module script failed|Unable to preload/i;

/** A page that broke, or whose code could not be loaded (no network, or an old tab after a new release). */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  if (!(error instanceof Error) || !NO_CODE.test(error.message)) return <Failure error={error} retry={reset} />;
  return (
    <div role="alert">
      <Empty
        title={t('This page could not be loaded')}
        icon={<Unplug size={28} aria-hidden />}
        action={<Button onClick={() => window.location.reload()}>{t('Load it again')}</Button>}
      >
        {t('There is no network, or a new version of the app has come out. Nothing is lost.')}
      </Empty>
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { buttonClass } from '@/components/button';
import { Page } from '@/components/page';
import { Empty } from '@/components/states';
import { t } from '@/lib/language';

export function NotFound() {
  return (
    <Page title={t('There is no such page')}>
      <Empty
      title={t('Nothing is here')}
      action={
        <Link to="/" className={buttonClass('primary')}>
          {t('To the data sets')}
        </Link>
      }
    >
      {t('The address may be old, or what it showed was deleted.')}
      </Empty>
    </Page>
  );
}

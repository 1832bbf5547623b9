import { Link } from '@tanstack/react-router';
import { buttonClass } from '@/components/button';
import { Page } from '@/components/page';
import { Empty } from '@/components/states';

export function NotFound() {
  return (
    <Page title="There is no such page">
      <Empty
      title="Nothing is here"
      action={
        <Link to="/" className={buttonClass('primary')}>
          To the data sets
        </Link>
      }
    >
      The address may be old, or what it showed was deleted.
      </Empty>
    </Page>
  );
}

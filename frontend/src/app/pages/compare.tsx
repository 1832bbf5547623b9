import { useNavigate, useSearch } from '@tanstack/react-router';
import { Failure, Loading } from '@/components/states';
import { useHistory } from '@/client/history';
import { Page } from '@/components/page';
import { Comparing } from '@/features/compare/components/comparing';
import { t } from '@/lib/language';

export function Compare() {
  const { before, after } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const history = useHistory();
  return (
    <Page title={t('Compare')} lead={t('Two versions of a table, or two tables: what changed, and how much.')}>
      {history.isPending && <Loading label={t('Loading the data sets')} />}
      {history.isError && <Failure error={history.error} retry={() => void history.refetch()} />}
      {history.isSuccess && (
        <Comparing analyses={history.data} before={before} after={after} onChoose={(search) => void navigate({ search, replace: true })} />
      )}
    </Page>
  );
}

import { useNavigate, useSearch } from '@tanstack/react-router';
import { Failure, Loading } from '@/components/states';
import { useHistory } from '@/client/history';
import { ComparePage } from '@/features/compare/components/compare-page';
import { t } from '@/lib/language';

export function Compare() {
  const { before, after } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const history = useHistory();
  if (history.isPending) return <Loading label={t('Loading the data sets')} />;
  if (history.isError) return <Failure error={history.error} retry={() => void history.refetch()} />;
  return (
    <ComparePage analyses={history.data} before={before} after={after} onChoose={(search) => void navigate({ search, replace: true })} />
  );
}

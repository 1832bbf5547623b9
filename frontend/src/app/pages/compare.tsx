import { useNavigate, useSearch } from '@tanstack/react-router';
import { Failure, Loading } from '@/components/states';
import { ComparePage } from '@/features/compare/components/compare-page';
import { useDatasets } from '@/features/datasets/api/list-datasets';

export function Compare() {
  const { before, after } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const datasets = useDatasets();
  if (datasets.isPending) return <Loading label="Loading the data sets" />;
  if (datasets.isError) return <Failure error={datasets.error} retry={() => void datasets.refetch()} />;
  return (
    <ComparePage datasets={datasets.data} before={before} after={after} onChoose={(search) => void navigate({ search, replace: true })} />
  );
}

import { useMutation } from '@tanstack/react-query';
import type { ProfileDocument } from '@/client/analysis';
import { saveAs } from '@/lib/download';
import { readScript } from './export-code';
import { CODE_CHOICES } from './languages';
import type { Steps } from './order';
import { t } from '@/lib/language';

interface Request {
  file: File;
  steps: Steps;
}

/** Runs the plan on a file of this machine and saves the result; only the SQL comes from the server. */
export function useLocalClean(analysisId: string, profile: ProfileDocument) {
  return useMutation({
    mutationFn: async ({ file, steps }: Request) => {
      const { name, size_bytes: size } = profile.dataset;
      if (file.size !== size) throw new Error(t('This is not the file that was profiled: that one ({0}) has another size.', name));
      const choice = CODE_CHOICES.find((one) => one.value === 'duckdb');
      if (choice === undefined) throw new Error('There is no SQL for DuckDB.');
      const [script, { cleanLocally }] = await Promise.all([readScript(analysisId, choice, steps), import('./local-clean')]);
      const cleaned = await cleanLocally(file, profile, script.code);
      saveAs(cleaned.bytes, name.replace(/(\.[^.]*)?$/, '.clean$1'), 'text/csv');
      return { ...cleaned, withheld: script.withheld_recommendation_ids.length };
    },
  });
}

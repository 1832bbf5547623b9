import { mark } from '@/lib/language';
/** What helps when an analysis failed, by the code of its cause (docs/API.md, "Analyses"). */
export interface Remedy {
  advice: string;
  canRetry: boolean;
}

const REMEDIES: Readonly<Record<string, Remedy>> = {
  unreadable: { advice: mark('Repair the file at the place that is named, or export it again from where it came, and upload it.'), canRetry: false },
  source_not_found: { advice: mark('The file was deleted or replaced before it was read. Upload it again.'), canRetry: false },
  refused: { advice: mark('Upload a smaller file, or one that is not packed.'), canRetry: false },
  timed_out: { advice: mark('Start again; if it happens once more, a part of the file shows most of its troubles too.'), canRetry: true },
  aborted: { advice: mark('It was stopped. Start again when you like.'), canRetry: true },
  interrupted: { advice: mark('The machine that it ran on went away. Start again.'), canRetry: true },
};

export function remedy(code: string | undefined): Remedy {
  return REMEDIES[code ?? ''] ?? { advice: mark('This is our fault. Start again; if that does not help, please tell us.'), canRetry: true };
}

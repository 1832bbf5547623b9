import { Tabs } from '@base-ui/react/tabs';
import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { CodeBlock } from '@/components/code-block';
import { Failure, Loading } from '@/components/states';
import { saveAs } from '@/lib/download';
import { plural, t } from '@/lib/language';
import { useScript, type Script } from '../api/export-code';
import { CODE_CHOICES, rememberChoice, rememberedChoice } from '../api/languages';
import type { Steps } from '../api/order';
import css from './repairs.module.css';

/** The script of some repairs in every language; the choice is remembered. */
export function CodeTabs({ analysisId, steps }: { analysisId: string; steps: Steps }) {
  const [choice, setChoice] = useState(rememberedChoice);
  const script = useScript(analysisId, choice, steps);
  const choose = (value: unknown): void => {
    const found = CODE_CHOICES.find((one) => one.value === value);
    if (found === undefined) return;
    rememberChoice(found);
    setChoice(found);
  };
  return (
    <Tabs.Root value={choice.value} onValueChange={choose} className={css.code}>
      <div className={css.codeBar}>
        <Tabs.List className={css.codeTabs} aria-label={t('Language')}>
          {CODE_CHOICES.map((one) => (
            <Tabs.Tab key={one.value} value={one.value} className={css.codeTab}>
              {one.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {script.data !== undefined && <ScriptButtons script={script.data} />}
      </div>
      {CODE_CHOICES.map((one) => (
        <Tabs.Panel key={one.value} value={one.value} className={css.codePanel}>
          {script.isError && <Failure error={script.error} retry={() => void script.refetch()} />}
          {script.isPending && <Loading label={t('Writing the script')} lines={2} />}
          {script.data !== undefined && <CodeBlock code={script.data.code} grammar={choice.grammar} />}
          {script.data !== undefined && script.data.withheld_recommendation_ids.length > 0 && (
            <p className="faint small">
              {plural(script.data.withheld_recommendation_ids.length, '{0} repair is left out of the script, because its code would spell out personal data.', '{0} repairs are left out of the script, because their code would spell out personal data.', script.data.withheld_recommendation_ids.length)}
            </p>
          )}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

function ScriptButtons({ script }: { script: Script }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(script.code);
    setCopied(true);
    window.setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div className="row">
      <Button size="small" onClick={() => void copy()}>
        {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        {isCopied ? t('Copied') : t('Copy')}
      </Button>
      <Button size="small" onClick={() => saveAs(script.code, script.file_name, 'text/plain')}>
        <Download size={14} aria-hidden /> {script.file_name}
      </Button>
    </div>
  );
}

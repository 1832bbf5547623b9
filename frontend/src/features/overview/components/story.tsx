import type { ProfileDocument } from '@/client/analysis';
import { SentenceText } from '@/components/sentence';
import { date } from '@/lib/format';
import { mark, t } from '@/lib/language';
import css from './overview.module.css';

const WRITERS: Readonly<Record<string, string>> = {
  rules: mark('Written by rules from the measured facts, without a language model.'),
  anthropic: mark('Written by a model of Anthropic; every number was put in from the measured facts.'),
  openai: mark('Written by a model of OpenAI; every number was put in from the measured facts.'),
  bedrock: mark('Written by a model on Amazon Bedrock; every number was put in from the measured facts.'),
};

interface StoryProps {
  analysisId: string;
  profile: ProfileDocument;
  /** When the words were written, in ISO 8601; null while that is not known. */
  writtenAt: string | null;
}

/** The insight in words. Each number opens the fact that it came from. */
export function Story({ analysisId, profile, writtenAt }: StoryProps) {
  const insight = profile.insight;
  if (!insight) return <p className="soft">{t('No words were written for this analysis; the findings below stand for themselves.')}</p>;
  return (
    <div className="stack">
      <p className={css.headline}>
        <SentenceText sentence={insight.headline} facts={insight.facts} analysisId={analysisId} columns={profile.columns} />
      </p>
      <div className={css.lines}>
        {insight.story.map((sentence) => (
          <p key={sentence.template}>
            <SentenceText sentence={sentence} facts={insight.facts} analysisId={analysisId} columns={profile.columns} />
          </p>
        ))}
      </div>
      <p className={css.source}>
        {t(WRITERS[insight.provider] ?? insight.provider)}
        {insight.model ? ` ${t('Model: {0}.', insight.model)}` : ''}
        {writtenAt !== null && <time dateTime={writtenAt}> {date(writtenAt)}.</time>}
      </p>
    </div>
  );
}

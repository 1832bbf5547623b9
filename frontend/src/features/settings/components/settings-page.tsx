import { useState } from 'react';
import { GOALS } from '@/client/analysis';
import { Card } from '@/components/card';
import { Page } from '@/components/page';
import { Segments } from '@/components/segments';
import { chooseGoal, chosenGoal } from '@/lib/goal';
import { chooseTheme, chosenTheme } from '@/lib/theme';
import { AuditCard } from './audit-card';
import { KeysCard } from './keys-card';
import { MembersCard } from './members-card';

export function SettingsPage() {
  const [theme, setTheme] = useState(chosenTheme);
  const [goal, setGoal] = useState(chosenGoal);
  return (
    <Page title="Settings">
      <Card title="This browser">
        <div className="stack">
          <div className="row-wrap">
            <span className="soft">Theme</span>
            <Segments
              label="Theme"
              value={theme}
              options={[
                { value: 'system', label: 'As the system' },
                { value: 'light', label: 'Light' },
                { value: 'dark', label: 'Dark' },
              ]}
              onChange={(value) => {
                chooseTheme(value);
                setTheme(value);
              }}
            />
          </div>
          <div className="row-wrap">
            <span className="soft">What new files are for</span>
            <Segments
              label="Goal of new analyses"
              value={goal}
              options={GOALS}
              onChange={(value) => {
                chooseGoal(value);
                setGoal(value);
              }}
            />
          </div>
        </div>
      </Card>
      <MembersCard />
      <KeysCard />
      <AuditCard />
    </Page>
  );
}

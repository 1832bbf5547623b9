import type { Schemas } from '@/client/api';
import { useActIn } from '@/client/acting';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Line, Lines } from '@/components/lines';
import { fieldText, ShortForm } from '@/components/short-form';
import { t } from '@/lib/language';
import { useCreateWorkspace } from '../api/members';

/** All workspaces of a person, going from one to the other, and making one more. */
export function WorkspacesCard({ me }: { me: Schemas['Me'] }) {
  const actIn = useActIn();
  const create = useCreateWorkspace();
  return (
    <Card title={t('Workspaces')}>
      <div className="stack">
        <Lines label={t('Workspaces')}>
          {me.workspaces.map((one) => (
            <Line
              key={one.workspace_id}
              side={
                <>
                  <Badge>{one.role}</Badge>
                  {one.workspace_id === me.workspace_id ? (
                    <Badge tone="accent">{t('open')}</Badge>
                  ) : (
                    <Button size="small" onClick={() => actIn(one.workspace_id)}>
                      {t('Open')}
                    </Button>
                  )}
                </>
              }
            >
              <strong>{one.name}</strong>
            </Line>
          ))}
        </Lines>
        <ShortForm
          label={t('New workspace')}
          action={t('Make a workspace')}
          isBusy={create.isPending}
          error={create.error}
          onSubmit={(fields) =>
            create.mutateAsync({ body: { name: fieldText(fields, 'name') } }).then((made) => {
              actIn(made.workspace_id);
            })
          }
        >
          <Field label={t('Name of a new workspace')} name="name" required maxLength={100} placeholder={t('Sales')} />
        </ShortForm>
      </div>
    </Card>
  );
}
